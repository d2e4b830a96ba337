import { version } from './version.ts';

/** The process: streams, exit code, and the one answer that needs nothing loaded. */
async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  const { run } = await import('./run.ts');
  const { stdin, stdout, stderr, env } = process;
  process.exitCode = await run(argv, { stdin, stdout, stderr, environment: env }, process.cwd());
}

/** A reader that has seen enough, such as `head`, is no fault. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

await main(process.argv.slice(2));

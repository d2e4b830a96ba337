import type { Surroundings } from './terminal.ts';
import { version } from './version.ts';

/** The process: streams, exit code, and the one answer that needs nothing loaded. */
async function main(argv: readonly string[]): Promise<void> {
  const stdout = output('stdout');
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    stdout.write(`${version}\n`);
    return;
  }
  const { run } = await import('./run.ts');
  const surroundings: Surroundings = {
    stdin: {
      get isTTY() {
        return process.stdin.isTTY;
      },
    },
    stdout,
    stderr: output('stderr'),
    environment: process.env,
  };
  process.exitCode = await run(argv, surroundings, process.cwd());
}

/** A stream that is opened at its first use: each one costs milliseconds. */
function output(name: 'stdout' | 'stderr'): Surroundings['stdout'] {
  return {
    get isTTY() {
      return process[name].isTTY;
    },
    write(text) {
      if (process[name].listenerCount('error', ignoreClosedPipe) === 0) {
        process[name].on('error', ignoreClosedPipe);
      }
      process[name].write(text);
    },
  };
}

/** A reader that has seen enough, such as `head`, is no fault. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

void main(process.argv.slice(2));

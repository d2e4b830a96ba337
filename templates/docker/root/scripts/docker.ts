import { spawnSync } from 'node:child_process';

/** How long Docker may take to say that it runs, in milliseconds; one that hangs says nothing. */
const patienceMs = 20_000;

/** Ends the process with one line that says what to do, unless Docker answers and has compose. */
export function requireDocker(): void {
  const version = spawnSync('docker', ['compose', 'version'], { encoding: 'utf8' });
  if (version.error) {
    fail(
      'Docker is not installed: https://docs.docker.com/get-docker/ (`npm run dev` needs none).',
    );
  }
  if (version.status !== 0) fail('Docker has no compose plugin: https://docs.docker.com/compose/');
  const engine = spawnSync('docker', ['info'], { encoding: 'utf8', timeout: patienceMs });
  if (engine.status !== 0) fail(`Docker does not answer: is it started? ${engine.stderr.trim()}`);
}

/** Runs `docker compose` in the terminal; the exit code. */
export function compose(...args: readonly string[]): number {
  return spawnSync('docker', ['compose', ...args], { stdio: 'inherit' }).status ?? 1;
}

/** Whether a container of this project runs. */
export function isRunning(): boolean {
  const args = ['compose', 'ps', '--quiet', '--status', 'running'];
  return spawnSync('docker', args, { encoding: 'utf8' }).stdout.trim() !== '';
}

/** Prints a message to stderr and ends the process with exit code 1. */
export function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

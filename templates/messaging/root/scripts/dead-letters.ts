import { spawnSync } from 'node:child_process';
import { compose, fail, isRunning, requireDocker } from './docker.ts';
import { ensureEnv } from './env.ts';

/** Lists and redrives dead letters where EVENT_LOG_URL and TASK_QUEUE_URL say; else on Docker. */
function main(args: readonly string[]): number {
  ensureEnv();
  const { EVENT_LOG_URL, TASK_QUEUE_URL } = process.env;
  if (EVENT_LOG_URL && TASK_QUEUE_URL) {
    const here = `packages/messaging/${program}`;
    return spawnSync(process.execPath, [here, ...args], { stdio: 'inherit' }).status ?? 1;
  }
  requireDocker();
  if (!isRunning()) {
    fail(
      'Nothing runs on Docker. /_system shows the dead letters of `npm run dev`; for other brokers, set EVENT_LOG_URL and TASK_QUEUE_URL.',
    );
  }
  const there = ['node', `../../packages/messaging/${program}`, ...args];
  return compose('run', '--rm', '--no-deps', 'brokers-prepare', ...there);
}

const program = 'src/programs/dead-letters.ts';

process.exitCode = main(process.argv.slice(2));

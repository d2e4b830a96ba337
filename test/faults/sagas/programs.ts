import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program of a generated repository, which can be killed and started again. */
export interface Program {
  /** Starts it, and again whenever it ends by itself, as Docker would. */
  start(): void;
  /** SIGKILL: it finishes nothing. Resolves once it is gone. */
  kill(): Promise<void>;
  /** SIGTERM: it ends in order. Resolves once it is gone. */
  stop(): Promise<void>;
  /** Waits until it takes traffic. */
  ready(): Promise<void>;
  /** How often it ended by itself after it had taken traffic. */
  crashes(): number;
}

export interface ProgramOptions {
  /** The folder of the repository. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly port: number;
  /** What it writes is added to this file. */
  readonly log: string;
}

/** How long a program may take to start or to end in order, in milliseconds. */
const patienceMs = 180_000;

/** Pause before one that ended by itself is started again, in milliseconds. */
const restartMs = 1_000;

export function program(options: ProgramOptions): Program {
  let child: ChildProcess | undefined;
  let wasReady = false;
  let crashes = 0;
  const start = () => {
    wasReady = false;
    const started = launch(options);
    child = started;
    started.once('exit', async () => {
      if (child !== started) return;
      if (wasReady) crashes += 1;
      await sleep(restartMs);
      if (child === started) start();
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    const force = setTimeout(() => ending.kill('SIGKILL'), patienceMs);
    await ended;
    clearTimeout(force);
  };
  return {
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async ready() {
      for (const limit = Date.now() + patienceMs; !(await answers(options.port)); await sleep(50)) {
        if (Date.now() > limit) throw new Error(`a program does not start: see ${options.log}`);
      }
      wasReady = true;
    },
    crashes: () => crashes,
  };
}

function launch({ folder, args, environment, port, log }: ProgramOptions): ChildProcess {
  // The first program is of the development of generated repositories: it ends ours when we are gone.
  const all = ['--import', './scripts/dev/end-with-parent.ts', ...args];
  const child = spawn(process.execPath, all, {
    cwd: folder,
    env: {
      NODE_COMPILE_CACHE: 'node_modules/.cache/node',
      ...environment,
      HOST: '127.0.0.1',
      PORT: String(port),
    },
    stdio: 'pipe',
  });
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  child.once('close', () => file.end());
  return child;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

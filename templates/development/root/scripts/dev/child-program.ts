import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program as a process of its own, so that a change of its code needs only another start. */
export interface ChildProgram {
  start(): void;
  /** Resolves once it has ended; by force after a few seconds. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** Arguments of Node.js. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Told each line that it writes. */
  log(line: string): void;
  /** Logged when it ends by itself. */
  readonly ended: string;
}

/** Where Node.js keeps what it compiled: the next start takes half the time. */
export const compileCache = { NODE_COMPILE_CACHE: 'node_modules/.cache/node' };

/** How long requests in flight may take on a restart, in milliseconds. */
const patienceMs = 5_000;

/** A program that runs in the folder of the repository, and ends in order when we are gone. */
export function childProgram(options: ProgramOptions): ChildProgram {
  let child: ChildProcess | undefined;
  const explainEnd = () => options.log(options.ended);
  return {
    start() {
      child = launch(options);
      child.once('exit', explainEnd);
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.off('exit', explainEnd);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child?.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function launch({ args, environment, log }: ProgramOptions): ChildProcess {
  // In a group of its own: Ctrl-C reaches only us, and we stop it before its database.
  const child = spawn(process.execPath, ['--import', './scripts/dev/end-with-parent.ts', ...args], {
    env: { ...compileCache, ...environment },
    detached: process.platform !== 'win32',
    stdio: 'pipe',
  });
  for (const input of [child.stdout, child.stderr]) createInterface(input).on('line', log);
  return child;
}

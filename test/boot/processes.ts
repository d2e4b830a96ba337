import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program to run in a folder, its output going to a file. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File that stdout and stderr are appended to. */
  readonly log: string;
}

/** A program that was started, with all that it starts itself in one process group. */
export interface Running {
  /** Its id, which is that of its group too. */
  readonly pid: number;
  readonly exited: Promise<number>;
}

/** Starts a program as the leader of a new process group. */
export function start(command: Command): Running {
  const output = openSync(command.log, 'a');
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  if (child.pid === undefined) {
    child.once('error', () => undefined);
    throw new Error(`${command.program} cannot be started in ${command.cwd}`);
  }
  return { pid: child.pid, exited: exitOf(child) };
}

/**
 * Runs a program to its end.
 *
 * @param limitMs after which its process group is killed
 * @throws Error when it ends with another code than 0, or not in time
 */
export async function run(command: Command, limitMs: number): Promise<void> {
  const { pid, exited } = start(command);
  const code = await withLimit(exited, limitMs);
  const line = [command.program, ...command.args].join(' ');
  if (code === undefined) {
    send(-pid, 'SIGKILL');
    throw new Error(`${line} did not end within ${limitMs / 1000} s`);
  }
  if (code !== 0) throw new Error(`${line} ended with exit code ${code}`);
}

/** Ends a program as Ctrl-C in a terminal does: SIGINT to the whole group. */
export function interrupt(running: Running, limitMs: number): Promise<void> {
  send(-running.pid, 'SIGINT');
  return ended(running, limitMs);
}

/** Ends a program as a process manager does: SIGTERM to it alone. */
export function terminate(running: Running, limitMs: number): Promise<void> {
  send(running.pid, 'SIGTERM');
  return ended(running, limitMs);
}

/**
 * Ids of the processes that still run with a value in their environment, whatever group or session
 * they moved to. Reads `/proc`, so it knows about Linux only.
 */
export function survivors(name: string, value: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && environment(entry).includes(`${name}=${value}`))
    .map(Number);
}

/** What a variable is in the first of the processes that `survivors` finds and that have it. */
export function variableAmong(name: string, value: string, wanted: string): string | undefined {
  const start = `${wanted}=`;
  return survivors(name, value)
    .flatMap((pid) => environment(String(pid)))
    .find((entry) => entry.startsWith(start))
    ?.slice(start.length);
}

/** Kills the processes that `survivors` finds. */
export function killSurvivors(name: string, value: string): void {
  for (const pid of survivors(name, value)) send(pid, 'SIGKILL');
}

/** Waits for a condition, trying again every quarter of a second. */
export async function eventually(
  what: string,
  limitMs: number,
  condition: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${limitMs / 1000} s`);
    await sleep(250);
  }
}

async function ended({ pid, exited }: Running, limitMs: number): Promise<void> {
  if ((await withLimit(exited, limitMs)) !== undefined) return;
  send(-pid, 'SIGKILL');
  throw new Error(`did not end within ${limitMs / 1000} s of the signal`);
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
}

async function withLimit<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  const limit = new AbortController();
  const late = sleep(limitMs, undefined, { signal: limit.signal });
  try {
    return await Promise.race([promise, late]);
  } finally {
    late.catch(() => undefined);
    limit.abort();
  }
}

/** Signals a process, or a whole group by its negative id; one that has ended is left alone. */
function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function environment(pid: string): string[] {
  const file = join('/proc', pid, 'environ');
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').split('\0') : [];
  } catch {
    return [];
  }
}

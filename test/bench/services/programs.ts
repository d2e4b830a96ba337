import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that serves, until it is stopped. */
export interface Server {
  /** What it has written so far. */
  readonly output: () => string;
  /** Milliseconds from its start to its first good answer. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** How a server is started, and how it is seen to be there. */
export interface ServerCommand {
  readonly args: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Answers with a good status once it serves. */
  readonly url: string;
}

/** Starts a server and waits until it answers; at most a minute. */
export async function startServer({ args, cwd, env, url }: ServerCommand): Promise<Server> {
  const [program, ...rest] = args;
  const started = performance.now();
  const child = spawn(program, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} has ended:\n${output}`);
    if (performance.now() - started > 60_000) throw new Error(`no answer from ${url}:\n${output}`);
    await sleep(5);
  }
  const startMs = performance.now() - started;
  return { output: () => output, startMs, stop: () => stop(child) };
}

/** Resident memory of all processes that have a value in their environment, in megabytes. */
export function residentMegabytes(name: string, value: string): number {
  const marked = readdirSync('/proc').filter(
    (entry) => /^\d+$/.test(entry) && read(`/proc/${entry}/environ`).includes(`${name}=${value}`),
  );
  const kilobytes = marked.map((entry) => {
    // Shared pages count once for each process otherwise, which Postgres has many of.
    const [, size = '0'] = /^Pss:\s+(\d+)/m.exec(read(`/proc/${entry}/smaps_rollup`)) ?? [];
    return Number(size);
  });
  return kilobytes.reduce((sum, part) => sum + part, 0) / 1024;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

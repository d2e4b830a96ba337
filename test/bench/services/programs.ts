import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, survivors } from '../../boot/processes.ts';

/** A program that serves, until it is stopped. */
export interface Server {
  /** What it has written so far. */
  readonly output: () => string;
  /** Milliseconds from its start to its first good answer. */
  readonly startMs: number;
  /** Memory of all its processes, in megabytes; what they share counts once. */
  residentMegabytes(): number;
  /** Resolves once it and all it started have ended. */
  stop(): Promise<void>;
}

/** How a server is started, and how it is seen to be there. */
export interface ServerCommand {
  readonly args: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers with a good status once it serves. */
  readonly url: string;
}

/** Starts a server and waits until it answers; at most a minute. */
export async function startServer({ args, cwd, env, url }: ServerCommand): Promise<Server> {
  const [program, ...rest] = args;
  started += 1;
  const id = `server-${process.pid}-${started}`;
  const began = performance.now();
  const child = spawn(program, rest, {
    cwd,
    env: { ...env, [marker]: id },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} has ended:\n${output}`);
    if (performance.now() - began > 60_000) throw new Error(`no answer from ${url}:\n${output}`);
    await sleep(5);
  }
  return {
    output: () => output,
    startMs: performance.now() - began,
    residentMegabytes: () => residentMegabytes(id),
    stop: () => stop(child, id),
  };
}

/** Environment variable that marks a server and all it starts. */
const marker = 'ARCH_BENCH_SERVER';

let started = 0;

function residentMegabytes(id: string): number {
  const kilobytes = survivors(marker, id).map((pid) => {
    // Shared pages count once for each process otherwise, which Postgres has many of.
    const [, size = '0'] = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
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

async function stop(child: ChildProcess, id: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  // npm ends before what it has started.
  await eventually(
    'every process of the server ends',
    30_000,
    () => survivors(marker, id).length === 0,
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program to time; what it writes goes into a folder of its own that does not exist yet. */
export interface Subject {
  readonly program: string;
  args(target: string): string[];
}

/**
 * Runs every subject in turn, again and again, so that all see the same weather on the machine.
 *
 * @param place the folder to write below
 * @returns the median wall time of each in milliseconds
 */
export function medians<Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
  rounds: number,
  place = tmpdir(),
): Record<Name, number> {
  const names = Object.keys(subjects) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const name of names) {
      const elapsed = timed(subjects[name], place);
      if (round >= 0) times.get(name)?.push(elapsed);
    }
  }
  const entries = names.map((name) => [name, median(times.get(name) ?? [])]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** Runs a Node.js program once and returns the most memory that it held, in megabytes. */
export function peakMemory(subject: Subject): number {
  return inFolder(tmpdir(), (folder) => {
    const report = join(folder, 'peak');
    runOnce(subject, join(folder, 'target'), {
      NODE_OPTIONS: `--import=${new URL('peak-memory.js', import.meta.url)}`,
      PEAK_MEMORY_FILE: report,
    });
    return Number(readFileSync(report, 'utf8')) / 1024;
  });
}

/** The middle of a list of numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const warmUps = 2;

function timed(subject: Subject, place: string): number {
  return inFolder(place, (folder) => {
    const started = performance.now();
    runOnce(subject, join(folder, 'target'), {});
    return performance.now() - started;
  });
}

function runOnce(subject: Subject, target: string, env: Record<string, string>): void {
  const { status, stderr } = spawnSync(subject.program, subject.args(target), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${subject.program} ended with ${status}: ${stderr}`);
}

function inFolder<Result>(place: string, work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(place, 'bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

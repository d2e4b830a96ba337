import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { medians, peakMemory, type Subject } from './measure.ts';
import { floor, generation } from './subjects.ts';

/** How generation grows with the number of bounded contexts. */
export interface Growth {
  /** Milliseconds by number of contexts. */
  readonly times: Readonly<Record<number, number>>;
  /** Cost of one more context at the upper end as a multiple of that at the lower end; 1 is linear. */
  readonly marginalRatio: number;
  /** The largest generation as a multiple of its floor. */
  readonly floorRatio: number;
  /** Most memory held by the largest generation, in megabytes. */
  readonly peakMegabytes: number;
}

const sizes = [1, 100, 400, 1000] as const;
const largest = 1000;

/** Generates repos of up to a thousand contexts, a few times each. */
export function measureGrowth(program: string, scratch: string, rounds: number): Growth {
  const subjects = Object.fromEntries(
    sizes.map((size) => [size, generation(program, '--spec', specFile(scratch, size))]),
  ) as Record<number, Subject>;
  const big = subjects[largest] as Subject;
  const sample = join(scratch, `contexts-${largest}`);
  spawnSync(big.program, big.args(sample));
  const lowest = floor(sample, join(scratch, 'floor-large.cjs'));
  const { floor: floorTime, ...times } = medians({ ...subjects, floor: lowest }, rounds);
  const at = (size: number) => (times as Record<number, number>)[size] ?? Number.NaN;
  return {
    times,
    marginalRatio: (at(1000) - at(400)) / 600 / ((at(400) - at(100)) / 300),
    floorRatio: at(largest) / (floorTime as number),
    peakMegabytes: peakMemory(big),
  };
}

function specFile(folder: string, contexts: number): string {
  const custom = Array.from({ length: contexts - 1 }, (_, index) => `ledger-${index + 1}`);
  const file = join(folder, `${contexts}.yaml`);
  const spec = {
    schemaVersion: 1,
    name: 'shop',
    style: 'monolith',
    contexts: ['users', ...custom],
  };
  writeFileSync(file, JSON.stringify(spec));
  return file;
}

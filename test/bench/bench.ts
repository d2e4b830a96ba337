import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installTarball, pack, type Tarball } from '../boot/tarball.ts';
import { userEnvironment } from '../boot/user-environment.ts';
import { defaultStyle, styles } from '../../src/styles/styles.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { messagingFigures } from './messaging/figures.ts';
import { median, medians, peakMemory } from './measure.ts';
import { benchmarkPage, type Figure, figureTable } from './report.ts';
import { serviceFigures } from './services/figures.ts';
import { bareNode, cli, copy, filesBelow, floor, generation } from './subjects.ts';
import type { Subject } from './measure.ts';

const page = new URL('../../docs/benchmarks.md', import.meta.url);

/** Measures the packed program and what it generates, and prints each figure beside its target. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '21' },
      record: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  const rounds = Number(values.runs);
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  const tarball = await pack(join(scratch, 'tarball'), userEnvironment());
  const installed = await installTimes(tarball, scratch);
  const wanted = (part: string) => values.only === '' || values.only === part;
  const figures = wanted('program') ? programFigures(installed, tarball, scratch, rounds) : [];
  const services = wanted('services') ? await serviceFigures(installed.program, scratch) : [];
  const messaging = wanted('messaging') ? await messagingFigures(installed.program, scratch) : [];
  rmSync(scratch, { recursive: true });
  for (const part of [figures, services, messaging])
    if (part.length > 0) console.log(`${figureTable(part)}\n`);
  if (values.record) writeFileSync(page, benchmarkPage({ figures, services, messaging, rounds }));
}

function programFigures(
  installed: Installed,
  tarball: Tarball,
  scratch: string,
  rounds: number,
): Figure[] {
  return [
    ...startFigures(installed.program, scratch, rounds),
    ...otherStyleFigures(installed.program, scratch, rounds),
    ...growthFigures(measureGrowth(installed.program, scratch, 5)),
    ...packageFigures(tarball, installed),
  ];
}

interface Installed {
  readonly program: string;
  readonly folder: string;
  readonly milliseconds: number;
}

async function installTimes(tarball: Tarball, scratch: string): Promise<Installed> {
  const times: number[] = [];
  let folder = '';
  for (const attempt of [1, 2, 3, 4, 5]) {
    folder = join(scratch, `installed-${attempt}`);
    const started = performance.now();
    await installTarball(tarball, folder, userEnvironment());
    times.push(performance.now() - started);
  }
  const own = join(folder, 'node_modules', 'create-arch-app');
  const program = join(own, 'bin', 'create-arch-app.cjs');
  return { program, folder: own, milliseconds: median(times) };
}

function startFigures(program: string, scratch: string, rounds: number): Figure[] {
  const sample = join(scratch, 'sample');
  const generate = generation(program);
  spawnSync(generate.program, generate.args(sample));
  const subjects = {
    node: bareNode,
    version: cli(program, '--version'),
    help: cli(program, '--help'),
    generate,
    floor: floor(sample, join(scratch, 'floor.cjs')),
    copy: copy(sample),
  };
  const times = medians(subjects, rounds);
  return [
    { what: 'bare `node -e 0`', value: times.node, unit: 'ms' },
    { what: '`--version` to bare node', value: times.version / times.node, unit: '×', target: 1.2 },
    { what: '`--help` to bare node', value: times.help / times.node, unit: '×' },
    { what: 'files of the default monolith', value: filesBelow(sample).length, unit: '' },
    { what: 'its generation', value: times.generate, unit: 'ms', target: 1000 },
    {
      what: 'its generation to the floor',
      value: times.generate / times.floor,
      unit: '×',
      target: 1.5,
    },
    ...memoryDiskFigures({ generate, floor: subjects.floor }, rounds),
    { what: 'its generation to bare node', value: times.generate / times.node, unit: '×' },
    { what: 'its generation to `cp -r`', value: times.generate / times.copy, unit: '×' },
    { what: 'its peak memory', value: peakMemory(generate), unit: 'MB', target: 120 },
  ];
}

/** The same for every other style that is offered. */
function otherStyleFigures(program: string, scratch: string, rounds: number): Figure[] {
  const others = Object.entries(styles).filter(
    ([id, { available }]) => available && id !== defaultStyle,
  );
  return others.flatMap(([id]) => {
    const sample = join(scratch, id);
    const generate = generation(program, '--style', id);
    spawnSync(generate.program, generate.args(sample));
    const times = medians({ generate, floor: floor(sample, join(scratch, `${id}.cjs`)) }, rounds);
    const ratio = times.generate / times.floor;
    return [
      { what: `files of ${id}`, value: filesBelow(sample).length, unit: '' },
      { what: 'their generation', value: times.generate, unit: 'ms', target: 1000 },
      { what: 'their generation to the floor', value: ratio, unit: '×', target: 1.5 },
    ];
  });
}

const memoryDisk = '/dev/shm';

/** The same ratio where writing costs nearly nothing: what is left is the program itself. */
function memoryDiskFigures(
  subjects: Record<'generate' | 'floor', Subject>,
  rounds: number,
): Figure[] {
  if (!existsSync(memoryDisk)) return [];
  const { generate, floor } = medians(subjects, rounds, memoryDisk);
  const what = 'the same on a memory disk';
  return [{ what, value: generate / floor, unit: '×', target: 1.5 }];
}

function growthFigures({ times, marginalRatio, floorRatio, peakMegabytes }: Growth): Figure[] {
  return [
    ...Object.entries(times).map(([contexts, value]) => {
      return { what: `generation, contexts: ${contexts}`, value, unit: 'ms' };
    }),
    {
      what: 'cost of a context, 400–1000 to 100–400',
      value: marginalRatio,
      unit: '×',
      target: 1.2,
    },
    { what: '1000 contexts to their floor', value: floorRatio, unit: '×', target: 1.5 },
    { what: '1000 contexts, peak memory', value: peakMegabytes, unit: 'MB' },
  ];
}

function packageFigures(tarball: Tarball, installed: Installed): Figure[] {
  const manifest = JSON.parse(readFileSync(join(installed.folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  const dependencies = Object.keys(manifest.dependencies ?? {}).length;
  return [
    { what: 'tarball', value: tarball.size / 1000, unit: 'kB', target: 1000 },
    { what: 'installed', value: tarball.unpackedSize / 1000, unit: 'kB' },
    { what: 'runtime dependencies', value: dependencies, unit: '', target: 0 },
    { what: '`npm install` of the tarball', value: installed.milliseconds, unit: 'ms' },
  ];
}

await main();

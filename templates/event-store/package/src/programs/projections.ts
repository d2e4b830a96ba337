import { setTimeout as pause } from 'node:timers/promises';
import { type Build, beginRebuild, buildsOf, ensureBuild } from '../builds.ts';
import { behindSql } from '../gauges.ts';
import type { Projection } from '../projection.ts';
import { besideTurn } from '../projector.ts';
import { type Program, runProgram } from './program.ts';

const usage = 'usage: projections list | projections rebuild <name>';

/** Events that are counted, and handled in one transaction, at most. */
const most = { counted: 1_000_000, handled: 100 };

await runProgram(async (program) => {
  const [command = 'list', name] = program.args;
  if (command === 'list') return list(program);
  if (command !== 'rebuild' || name === undefined) throw new Error(usage);
  const { projections } = program.definitions;
  const projection = projections.find((one) => one.name === name);
  if (!projection) {
    const names = projections.map((one) => one.name).join(', ');
    throw new Error(`there is no projection ${name}; there are: ${names}`);
  }
  await rebuild(program, projection);
});

async function list({ definitions, pool }: Program): Promise<void> {
  const names = definitions.projections.map(({ name }) => name);
  const lines = (await buildsOf(pool, names)).map(async (build) => {
    const [row] = await pool.query<{ behind: number }>(behindSql('$1', '$2'), [
      build.position,
      most.counted,
    ]);
    return { ...build, behind: row?.behind };
  });
  console.table(await Promise.all(lines), [
    'projection',
    'build',
    'version',
    'state',
    'position',
    'behind',
    'failure',
  ]);
}

/** Builds a view anew while the live one is read, and ends once they are swapped. */
async function rebuild({ pool }: Program, projection: Projection): Promise<void> {
  await ensureBuild(pool, projection);
  await beginRebuild(pool, projection);
  const find = async (matches: (build: Build) => boolean) =>
    (await buildsOf(pool, [projection.name])).find(matches);
  const begun = await find(({ state }) => state === 'building');
  const turn = besideTurn(pool, projection, most.handled);
  for (;;) {
    const now = await find(({ build }) => build === begun?.build);
    if (now?.state !== 'building') break;
    console.log(`${projection.name}: build ${now.build} is at position ${now.position}`);
    // An instance of the service may be at it: then there is nothing to do but to wait.
    if (!(await turn())) await pause(200);
  }
  console.log(`${projection.name}: the new view is live`);
}

import { buildsOf } from '../builds.ts';
import { behindSql } from '../gauges.ts';
import { rebuild } from '../rebuild.ts';
import { type Program, runProgram } from './program.ts';

const usage = 'usage: projections list | projections rebuild <name>';

/** Events that are counted at most. */
const countedAtMost = 1_000_000;

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
  await rebuild(program.pool, projection, ({ build, position }) =>
    console.log(`${name}: build ${build} is at position ${position}`),
  );
  console.log(`${name}: the new view is live`);
});

async function list({ definitions, pool }: Program): Promise<void> {
  const names = definitions.projections.map(({ name }) => name);
  const lines = (await buildsOf(pool, names)).map(async (build) => {
    const [row] = await pool.query<{ behind: number }>(behindSql('$1', '$2'), [
      build.position,
      countedAtMost,
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

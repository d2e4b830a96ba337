import { parseArgs } from 'node:util';
import { scenarios } from './scenarios.ts';
import { startSystem, type System } from './system.ts';
import { runCounted } from '../counted-program.ts';

const usage = `Generates microservices from the packed tarball, starts them on Docker and pulls parts away. Linux only.

npm run test:faults -- [options]
  --list           print the scenarios and stop
  --only <text>    only scenarios whose name holds the text
  --keep           leave the system running`;

const entrance = 8690;

/** Runs every scenario on one system and prints what was seen; the exit code says whether all held. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      list: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const selected = scenarios.filter(({ name }) => name.includes(values.only));
  if (values.list) return console.log(selected.map(({ name }) => name).join('\n'));
  if (selected.length === 0) throw new Error(`no scenario is called ${values.only}`);
  const system = await startSystem(['--style', 'microservices'], entrance);
  // Stays: whom execa finds alone with a signal, it ends at once.
  process.on('SIGINT', () => void system.remove().finally(() => process.exit(130)));
  let failed = 0;
  try {
    for (const scenario of selected) failed += (await holds(scenario, system)) ? 0 : 1;
  } finally {
    if (values.keep) console.log(`The system runs on, in ${system.folder}`);
    else await system.remove();
  }
  console.log(`${selected.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function holds({ name, run }: (typeof scenarios)[number], system: System): Promise<boolean> {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  try {
    const seen = await run(system);
    console.log(`ok   ${name} (${seconds()})\n     ${seen}`);
    return true;
  } catch (error) {
    console.log(`FAIL ${name} (${seconds()})\n     ${(error as Error).message}`);
    return false;
  }
}

await runCounted(main);

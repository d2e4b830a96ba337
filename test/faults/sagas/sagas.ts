import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { killSurvivors } from '../../boot/processes.ts';
import { removeBrokerContainers, suite } from './broker-containers.ts';
import { freeRange } from './ports.ts';
import { openGenerator } from './repositories.ts';
import { parseRuns, type Run, runNames, usualRuns } from './runs.ts';
import { runCounted } from '../../counted-program.ts';

const usage = `Generates the event-driven style from the packed tarball, orders while parts of it are killed, and checks what came of it. Linux only.

npm run test:sagas -- [options]
  --runs <names>     separated by commas, or all; ${usualRuns} by default.
                     They are: ${runNames.join(', ')};
                     embedded: brokers for Docker are generated, and those in the database run
  --orders <count>   of each run, 200 by default
  --seconds <count>  from the first order and fault to the last; 60 by default
  --kills <count>    how often each service is killed; 4 by default
  --seed <number>    of all that is random; another one each time by default
  --port <number>    the first of 40 on 127.0.0.1; some that are free by default
  --folder <path>    generates into it, and keeps it and what the runs left; else in a temporary one,
                     which is kept when a run fails`;

const options = {
  runs: { type: 'string', default: usualRuns },
  orders: { type: 'string', default: '200' },
  seconds: { type: 'string', default: '60' },
  kills: { type: 'string', default: '4' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  port: { type: 'string' },
  folder: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** What a run may take beside the time of its faults: to start, and to come to rest; in seconds. */
const allowance = 540;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const runs = parseRuns(values.runs);
  onDocker = runs.some(({ containers }) => containers.length > 0);
  const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'sagas-')));
  mkdirSync(folder, { recursive: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Stays: whom execa finds alone with a signal, it ends at once.
    process.on(signal, () => void cleanUp().finally(() => process.exit(130)));
  }
  const generator = await openGenerator(folder);
  const sum = { passed: 0, failed: 0 };
  for (const run of runs) {
    const repository = await generator.generate(run);
    const { passed, failed } = await inflict(run, repository, values);
    sum.passed += passed;
    sum.failed += failed;
  }
  if (values.folder || sum.failed > 0) console.log(`The repositories are kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed > 0 ? 1 : 0;
}

/** Runs one in a process of its own, which is ended when it takes too long. */
async function inflict(run: Run, repository: string, values: Options): Promise<Counts> {
  const started = performance.now();
  console.log(`\n── ${run.name}, seed ${values.seed}, in ${repository}`);
  const { orders, seconds, kills, seed } = values;
  const port = values.port ?? (await freeRange(40));
  const flags = Object.entries({ repository, orders, seconds, kills, seed, port });
  const child = execa(
    process.execPath,
    [
      join(import.meta.dirname, 'run.ts'),
      run.name,
      ...flags.map(([flag, value]) => `--${flag}=${value}`),
    ],
    {
      env: { [suite]: ours },
      stdin: 'ignore',
      stdout: ['pipe', 'inherit'],
      stderr: 'inherit',
      timeout: (Number(seconds) + allowance) * 1_000,
      reject: false,
    },
  );
  const { stdout, exitCode, timedOut } = await child;
  if (timedOut) console.log(`FAIL ${run.name} did not end in time`);
  await cleanUp();
  console.log(`── ${run.name} took ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return countsOf(stdout, exitCode === 0);
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A run that printed no counts, or ended with a code that says otherwise, is one failure. */
function countsOf(printed: string, succeeded: boolean): Counts {
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(printed) ?? [];
  const counts = { passed: Number(passed), failed: Number(failed) };
  const told = succeeded ? counts.failed === 0 && counts.passed > 0 : counts.failed > 0;
  return told ? counts : { ...counts, failed: counts.failed + 1 };
}

/** In the environment of all that is started. */
const ours = String(process.pid);

let onDocker = false;

/** Leaves nothing of a run, however it ended. */
async function cleanUp(): Promise<void> {
  killSurvivors(suite, ours);
  if (onDocker) await removeBrokerContainers(ours);
}

await runCounted(main);

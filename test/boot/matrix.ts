import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BootCase, marker, type Stage } from './boot-case.ts';
import { makeCases, type Selected, selectedCombinations } from './cases.ts';
import { label } from './combinations.ts';
import { removeFromDocker } from './compose-stages.ts';
import { killSurvivors } from './processes.ts';
import { failureText, type Outcome, table } from './report.ts';
import { stages } from './stages.ts';
import { installTarball, pack } from './tarball.ts';
import { userEnvironment, withSystemNode } from './user-environment.ts';
import { runCounted } from '../counted-program.ts';

const usage = `Generates from the packed tarball and boots what was generated. Linux only.

npm run test:boot -- [options]
  --list               print the cases and stop
  --only <text>        only cases whose name holds the text
  --pairs              every pair of values, not only every value
  --stages <part>      embedded, compose or all (default)
  --jobs <n>           cases at a time (default 2)
  --keep               keep the generated repos`;

interface Options {
  readonly part: string;
  readonly jobs: number;
  readonly keep: boolean;
}

/** Boots every case and prints how each stage went; the exit code says whether all passed. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: flags });
  if (values.help) return console.log(usage);
  const selected = selectedCombinations(values.pairs ? 'pairs' : 'values', values.only);
  if (values.list) return console.log(selected.map(listed).join('\n'));
  if (selected.length === 0) throw new Error(`no case is called ${values.only}`);
  const folder = mkdtempSync(join(tmpdir(), 'boot-'));
  const env = withSystemNode(userEnvironment());
  const tarball = await pack(join(folder, 'tarball'), userEnvironment());
  const cli = await installTarball(tarball, join(folder, 'installed'), env);
  const cases = await makeCases(selected, folder, cli);
  const options = { part: values.stages, jobs: Number(values.jobs), keep: values.keep };
  endWithCases(cases);
  const outcomes = await bootAll(cases, options);
  for (const outcome of outcomes) process.stdout.write(failureText(outcome));
  const failed = outcomes.filter((outcome) => outcome.failure).length;
  console.log(
    `\n${table(
      outcomes,
      selectedStages(options.part).map(({ id }) => id),
    )}\n`,
  );
  if (options.keep || failed > 0) console.log(`The repos are kept in ${folder}`);
  else rmSync(folder, { recursive: true });
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

const flags = {
  list: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  pairs: { type: 'boolean', default: false },
  stages: { type: 'string', default: 'all' },
  jobs: { type: 'string', default: '2' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function listed({ combination, brief }: Selected): string {
  return brief ? `${label(combination)} (brief)` : label(combination);
}

function selectedStages(part: string): readonly Stage[] {
  return stages.filter((stage) => part === 'all' || stage.part === 'both' || stage.part === part);
}

/** Boots the cases, a few at a time, in order. */
async function bootAll(cases: readonly BootCase[], options: Options): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = cases.entries();
  const worker = async () => {
    for (const [index, boot] of waiting) {
      if (interrupted) return;
      outcomes[index] = await bootOne(boot, options);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  return outcomes;
}

async function bootOne(boot: BootCase, options: Options): Promise<Outcome> {
  const seconds: Record<string, number> = {};
  writeFileSync(boot.log, '');
  try {
    for (const stage of selectedStages(options.part)) {
      if (boot.brief && stage.thorough) continue;
      const started = performance.now();
      const failure = await stage.run(boot).then(
        () => undefined,
        (error: Error) => ({ stage: stage.id, message: error.message }),
      );
      seconds[stage.id] = (performance.now() - started) / 1000;
      console.log(
        `${failure ? 'FAIL' : 'ok'} ${stage.id} ${seconds[stage.id]?.toFixed(1)} s: ${boot.label}`,
      );
      if (failure) return { boot, seconds, failure };
    }
    return { boot, seconds, failure: undefined };
  } finally {
    killSurvivors(marker, boot.id);
    if (options.part !== 'embedded') await removeFromDocker(boot);
  }
}

let interrupted = false;

/** Leaves nothing running when the matrix itself is stopped. */
function endWithCases(cases: readonly BootCase[]): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Not `once`: execa ends the process where nobody listens any more.
    process.on(signal, () => {
      interrupted = true;
      for (const { id } of cases) killSurvivors(marker, id);
      void Promise.allSettled(cases.map(removeFromDocker)).then(() => process.exit(130));
    });
  }
}

await runCounted(main);

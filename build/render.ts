import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { features } from '../src/features/index.ts';
import { makePlan } from '../src/plan/plan.ts';
import { renderPlan } from '../src/render/render.ts';
import { templateFolder } from '../src/render/template-folder.ts';
import { resolveSpec } from '../src/spec/resolve.ts';
import type { Answers } from '../src/spec/spec.ts';
import { styles } from '../src/styles/styles.ts';

const usage = 'npm run render -- <folder> [--set style=monolith] [--set contexts=users,catalog] …';

/** Renders into a folder over what an earlier run wrote there, keeping node_modules: for work on templates, those of styles that are not offered yet included. */
function main(): void {
  const { values, positionals } = parseArgs({
    options: { set: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  });
  const folder = positionals[0];
  if (!folder) throw new Error(usage);
  const given = ['name=shop', ...values.set].map(
    (pair) => /^([^=]*)=(.*)$/.exec(pair)?.slice(1) ?? [],
  );
  const answers: Answers = Object.fromEntries(
    given.map(([id = '', value]) => [id, { value, origin: { kind: 'flag', flag: 'set' } }]),
  );
  for (const style of Object.values(styles)) Object.assign(style, { available: true });
  const spec = resolveSpec(answers, { nodeMajor: 24 });
  const tree = renderPlan(makePlan(spec, features), templateFolder(templatesRoot), '0.0.0-dev');
  removeEarlier(folder);
  for (const [path, { contents, mode }] of tree) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents, { mode });
  }
  writeFileSync(record(folder), JSON.stringify([...tree.keys()]));
  console.log(`${tree.size} files in ${folder}`);
}

const templatesRoot = fileURLToPath(new URL('../templates', import.meta.url));
/** What an earlier run wrote, kept beside the folder: it is no part of the output. */
const record = (folder: string) => `${resolve(folder)}.rendered.json`;

function removeEarlier(folder: string): void {
  try {
    const paths = JSON.parse(readFileSync(record(folder), 'utf8')) as string[];
    for (const path of paths) rmSync(join(folder, path), { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

main();

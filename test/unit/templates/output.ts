import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { renderPlan } from '../../../src/render/render.ts';
import { templateFolder } from '../../../src/render/template-folder.ts';
import type { TemplateFile, Templates } from '../../../src/render/templates.ts';
import type { Tree } from '../../../src/render/tree.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { Answers } from '../../../src/spec/spec.ts';
import type { Combination } from '../../boot/combinations.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const code = /\.(ts|json)$/;
/** What biome reads beside the files it checks. */
const settings = ['biome.json', '.gitignore'];
const onDisk = templateFolder(join(root, 'templates'));
const read = new Map<string, readonly TemplateFile[]>();

/** The templates as they lie on disk, each folder read once. */
const templates: Templates = {
  folder(name) {
    const files = read.get(name) ?? onDisk.folder(name);
    read.set(name, files);
    return files;
  },
};

/** Renders a combination of the catalogue. */
export function rendered(combination: Combination): Tree {
  const answers: Answers = Object.fromEntries(
    Object.entries(combination).map(([id, value]) => [
      id,
      { value, origin: { kind: 'flag', flag: id } },
    ]),
  );
  const spec = resolveSpec(answers, { nodeMajor: 24 });
  return renderPlan(makePlan(spec, features), templates, '0.0.0-test');
}

/**
 * Writes every distinct text of every file that biome reads, once for each set of settings: the second
 * text of a path lands in a second folder, and so on, each with its settings. Biome looks at one file
 * at a time, so it then sees all combinations. Rules depend on the place of code only, so the many
 * texts of other files lie together in one more folder.
 *
 * @returns the folders
 */
export function writeDistinct(trees: readonly Tree[]): string[] {
  const parent = mkdtempSync(join(tmpdir(), 'output-'));
  const settingsOf = (tree: Tree) => settings.map((path) => textOf(tree, path)).join();
  return [...new Set(trees.map(settingsOf))].flatMap((found, at) => {
    const alike = trees.filter((tree) => settingsOf(tree) === found);
    return writeAlike(alike, join(parent, `${at}`));
  });
}

/** Writes trees that have the same settings. */
function writeAlike(trees: readonly Tree[], parent: string): string[] {
  const folders = new Set<string>();
  const texts = new Map<string, Set<string>>();
  for (const [path, { contents }] of trees.flatMap((tree) => [...tree])) {
    const known = texts.get(path) ?? new Set();
    texts.set(path, known.add(contents));
    const part = String(known.size);
    const place = code.test(path) ? [part, path] : ['other', join(part, path)];
    const [folder, file] = [join(parent, place[0] ?? ''), join(parent, ...place)];
    folders.add(folder);
    if (!existsSync(file)) write(file, contents);
  }
  for (const folder of folders) {
    for (const path of settings) write(join(folder, path), textOf(trees[0], path));
  }
  return [...folders];
}

function textOf(tree: Tree | undefined, path: string): string {
  return tree?.get(path)?.contents ?? '';
}

/** What biome of this repository says about a folder, by that folder's own `biome.json`. */
export function biomeFindings(folder: string): string {
  try {
    const args = ['ci', '--error-on-warnings', '--max-diagnostics=20', '--colors=off', '.'];
    execFileSync(join(root, 'node_modules/.bin/biome'), args, { cwd: folder, stdio: 'pipe' });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    return `${stdout}${stderr}`;
  }
}

function write(file: string, contents: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
}

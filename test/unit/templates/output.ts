import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { renderPlan } from '../../../src/render/render.ts';
import { templateFolder } from '../../../src/render/template-folder.ts';
import type { Tree } from '../../../src/render/tree.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { Answers } from '../../../src/spec/spec.ts';
import type { Combination } from '../../boot/combinations.ts';

const root = new URL('../../..', import.meta.url).pathname;
const readByBiome = /\.([cm]?[jt]s|jsonc?|css|html)$/;
const templates = templateFolder(join(root, 'templates'));

/** Renders a combination with the templates as they lie on disk. */
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
 * Writes every distinct text of every file that biome reads, once: the second text of a path lands
 * in a second folder, and so on. Biome looks at one file at a time, so it then sees all combinations.
 *
 * @returns the folder; it holds `1`, `2`, …
 */
export function writeDistinct(trees: Iterable<Tree>): string {
  const folder = mkdtempSync(join(tmpdir(), 'output-'));
  const texts = new Map<string, Set<string>>();
  for (const tree of trees) {
    for (const [path, { contents }] of tree) {
      const known = texts.get(path) ?? new Set();
      texts.set(path, known);
      if (known.has(contents) || !readByBiome.test(path)) continue;
      known.add(contents);
      const file = join(folder, String(known.size), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, contents);
    }
  }
  return folder;
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

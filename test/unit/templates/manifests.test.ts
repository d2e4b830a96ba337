import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Tree } from '../../../src/render/tree.ts';
import { covering, everyCombination } from '../../boot/combinations.ts';
import { rendered } from './output.ts';

/** npm installs all packages of a workspace in one place: what a package fails to declare works there too. */
describe('the package.json of every package and service', () => {
  const manifests = covering(everyCombination(), 'values').map(rendered).flatMap(manifestsOf);

  test('declares what its code imports', () => {
    expect(manifests.length).toBeGreaterThan(50);
    const missing = manifests.flatMap(({ path, declared, imported }) =>
      imported.filter((name) => !declared.includes(name)).map((name) => `${path}: ${name}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  test('declares nothing else', () => {
    const unused = manifests.flatMap(({ path, declared, imported }) =>
      declared
        .filter((name) => !imported.includes(name) && !name.startsWith('@types/'))
        .map((name) => `${path}: ${name}`),
    );
    expect([...new Set(unused)]).toEqual([]);
  });
});

interface Manifest {
  readonly path: string;
  readonly declared: readonly string[];
  readonly imported: readonly string[];
}

/** Those of a tree, apart from the one in its root, whose scripts use what the packages bring. */
function manifestsOf(tree: Tree): Manifest[] {
  return [...tree].flatMap(([path, { contents }]) => {
    if (!/^(packages|services|gateway)\/.*package\.json$|^gateway\/package\.json$/.test(path)) {
      return [];
    }
    const { name, dependencies, devDependencies, scripts, imports } = JSON.parse(contents);
    const code = [...tree].filter(([file]) => file.startsWith(`${dirname(path)}/`));
    const named = code.flatMap(([file, { contents: text }]) =>
      file.endsWith('.ts') ? importsOf(text) : [],
    );
    const aliases = Object.values<string>(imports ?? {});
    const loaded = JSON.stringify(scripts ?? {}).match(/(?<=--import )[^ ]+/g) ?? [];
    const packages = [...named, ...aliases, ...loaded].filter(isPackage).map(packageOf);
    return {
      path,
      declared: Object.keys({ ...dependencies, ...devDependencies }),
      imported: [...new Set(packages)].filter((found) => found !== name),
    };
  });
}

function importsOf(text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport|\bimport\(|meta\.resolve\() ?'([^']+)'/g);
  return [...found].map(([, from = '']) => from);
}

function isPackage(from: string): boolean {
  return /^[@a-z]/.test(from) && !from.startsWith('node:');
}

function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

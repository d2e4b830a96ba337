import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withTables } from '../../../build/readme-tables.ts';

const root = new URL('../../../', import.meta.url);
const pages = ['README.md', 'CONTRIBUTING.md'];
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('README has the tables that the catalogue gives; `npm run docs` writes them', () => {
  expect(read('README.md')).toBe(withTables(read('README.md')));
});

test.each(pages)('%s names only npm scripts that exist', (page) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? '');
  expect(named.length).toBeGreaterThan(0);
  const generated = ['dev', 'smoke', 'up', 'down'];
  expect(named.filter((script) => !scripts[script] && !generated.includes(script))).toEqual([]);
});

test.each(pages)('%s links only to files that exist', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
    ([, path]) => path ?? '',
  );
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

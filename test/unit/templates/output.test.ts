import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { styleIds } from '../../../src/styles/style-id.ts';
import { styles } from '../../../src/styles/styles.ts';
import { type Combination, covering, everyCombination } from '../../boot/combinations.ts';
import { biomeFindings, rendered, writeDistinct } from './output.ts';

const combinations = styleIds.filter((id) => styles[id].available).flatMap(combinationsOf);
const trees = combinations.map(rendered);

describe('the output of every combination of the catalogue', () => {
  const folders = writeDistinct(trees);
  afterAll(() => rmSync(dirname(dirname(folders[0] ?? '')), { recursive: true }));

  test.each([...folders.entries()])(
    'is formatted and lint-clean by its own biome.json (part %i)',
    (_, folder) => {
      expect(biomeFindings(folder)).toBe('');
    },
  );

  test('is the same to the byte when rendered again', () => {
    expect(combinations.map(rendered)).toEqual(trees);
  });

  test('names every file in portable letters and ends every text with one line feed', () => {
    const odd = trees.flatMap((tree) =>
      [...tree].filter(
        ([path, { contents }]) => !/^[\w.@/-]+$/.test(path) || !/[^\n]\n$/.test(contents),
      ),
    );
    expect([...new Set(odd.map(([path]) => path))]).toEqual([]);
  });

  test('links in its texts to nothing that is not there', () => {
    const broken = trees.flatMap((tree) => {
      const paths = [...tree.keys()];
      return paths.flatMap((from) =>
        linksOf(from, tree.get(from)?.contents ?? '').filter(
          (to) => !paths.some((path) => path === to || path.startsWith(`${to}/`)),
        ),
      );
    });
    expect([...new Set(broken)]).toEqual([]);
  });

  test('has no carriage return, no trailing space and no hole left open', () => {
    const odd = trees.flatMap((tree) =>
      [...tree].filter(([, { contents }]) => /\r|[ \t]$|(?<!\$)\{\{[#/]?\w/m.test(contents)),
    );
    const paths = odd.map(([path]) => path).filter((path) => !templatesOfOthers.has(path));
    expect([...new Set(paths)]).toEqual([]);
  });
});

/** Files with holes that Docker or Grafana fill. */
const templatesOfOthers = new Set([
  'scripts/test-adapters.ts',
  'deploy/grafana/dashboards/services.json',
]);

/** The paths that the Markdown of a file links to inside of the output. */
function linksOf(from: string, text: string): string[] {
  if (!from.endsWith('.md')) return [];
  const targets = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !target.includes('://'))
    .map((target) => join(dirname(from), target));
}

/** All combinations of a style; where they are too many to render, those that hold each pair of values. */
function combinationsOf(style: (typeof styleIds)[number]): readonly Combination[] {
  const all = everyCombination([style]);
  return all.length > 500 ? covering(all, 'pairs') : all;
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import versions from '../../../src/render/versions.json' with { type: 'json' };
import { filesBelow } from '../../../src/render/template-folder.ts';
import type { Spec } from '../../../src/spec/spec.ts';
import { styleIds } from '../../../src/styles/style-id.ts';
import { type Combination, everyCombination, text } from '../../boot/combinations.ts';
import { rendered } from './output.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const combinations = everyCombination();
/** Of all styles: the features of one that is not offered yet are held to the same. */
const plans = everyCombination(styleIds).map((found) => {
  return makePlan({ ...found, forces: undefined, reasons: {} } as unknown as Spec, features);
});

describe('the features', () => {
  test.each(features.map(({ id }) => id))('%s is chosen by some combination', (id) => {
    expect(plans.some((plan) => plan.features.some((feature) => feature.id === id))).toBe(true);
  });

  test('find every template folder that they name', () => {
    const named = new Set(plans.flatMap((plan) => plan.files.map(({ folder }) => folder)));
    expect([...named].filter((folder) => !existsSync(join(root, 'templates', folder)))).toEqual([]);
  });

  test.each(['src/features', 'templates'])(
    'own every folder under %s, and are in the list',
    (parent) => {
      const ids = new Set(features.map(({ id }) => id));
      const folders = readdirSync(join(root, parent), { withFileTypes: true });
      const unknown = folders.filter((entry) => entry.isDirectory() && !ids.has(entry.name));
      expect(unknown.map(({ name }) => name)).toEqual([]);
    },
  );

  test('write every template in some combination', () => {
    const folders = plans.flatMap((plan) => [
      ...plan.files.map(({ folder }) => `${folder}/`),
      ...plan.features.flatMap(({ id }) => [`${id}/_readme/`, `${id}/_decisions/`]),
    ]);
    const used = [...new Set(folders)];
    const paths = filesBelow(join(root, 'templates')).map(({ path }) => path);
    expect(paths.filter((path) => !used.some((folder) => path.startsWith(folder)))).toEqual([]);
  });

  test('use every package that versions.json pins', () => {
    const used = new Set(
      plans.flatMap(({ packages }) =>
        Object.values(packages)
          .flat()
          .flatMap((part) => [...(part.dependencies ?? []), ...(part.devDependencies ?? [])]),
      ),
    );
    expect(Object.keys(versions).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('every value of a choice', () => {
  const found = everyValue();

  test.each(found.filter(({ from, to }) => from !== to))(
    'is worth choosing: $id $value changes more than arch.yaml ($style)',
    ({ from, to }) => {
      expect(filesOf(to)).not.toEqual(filesOf(from));
    },
  );

  test.each(found.filter(({ id }) => id !== 'name'))(
    'has a decision record that quotes the reason: $id $value ($style)',
    ({ id, to }) => {
      const reason = `our own reason for ${id}`;
      const files = [...rendered({ ...to, [`reasons.${id}`]: reason })];
      const quoting = files.filter(([, { contents }]) => contents.includes(reason));
      expect(quoting.map(([path]) => path)).toEqual([
        'arch.yaml',
        expect.stringMatching(/^docs\/decisions\//),
      ]);
    },
  );
});

interface FoundValue {
  readonly style: string;
  readonly id: string;
  readonly value: string;
  /** The first combination with any value of the choice: its default. */
  readonly from: Combination;
  /** That combination with this value instead. */
  readonly to: Combination;
}

/** Every value of every choice, for each style that has it; styles are compared with the first. */
function everyValue(): FoundValue[] {
  return [...new Set(combinations.map(({ style }) => text(style)))].flatMap((style) => {
    const own = combinations.filter((one) => one.style === style);
    return [...new Set(own.flatMap(Object.keys))].flatMap((id) => {
      const having = own.filter((one) => id in one);
      const from = (id === 'style' ? combinations : having)[0] ?? {};
      return [...new Set(having.map((one) => text(one[id])))].map((value) => {
        const held = having.find((one) => text(one[id]) === value) ?? {};
        // A style brings defaults of its own: its first combination holds them.
        const to = id === 'style' ? (own[0] ?? {}) : { ...from, [id]: held[id] };
        return { style, id, value, from: value === text(from[id]) ? to : from, to };
      });
    });
  });
}

function filesOf(combination: Combination): Map<string, unknown> {
  const files = new Map(rendered(combination));
  files.delete('arch.yaml');
  return files;
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/catalogue/catalogue.ts';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import versions from '../../../src/render/versions.json' with { type: 'json' };
import type { Spec } from '../../../src/spec/spec.ts';
import { type Combination, everyCombination, text } from '../../boot/combinations.ts';
import { rendered } from './output.ts';

const root = new URL('../../..', import.meta.url).pathname;
const combinations = everyCombination();
const plans = combinations.map((found) => {
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
  const [defaults = {}] = combinations;
  const others = catalogue.flatMap(({ id }) => {
    const found = new Set(combinations.filter((one) => id in one).map((one) => text(one[id])));
    return [...found]
      .map((value) => ({ id, value }))
      .filter(({ value }) => value !== text(defaults[id]));
  });

  test.each(others)(
    'is worth choosing: $id $value changes more than arch.yaml',
    ({ id, value }) => {
      const changed = combinations.find((one) => isOnlyChange(one, defaults, id, value));
      expect(changed).toBeDefined();
      const [before, after] = [defaults, changed ?? {}].map(filesOf);
      expect(after).not.toEqual(before);
    },
  );
});

function isOnlyChange(one: Combination, from: Combination, id: string, value: string): boolean {
  return Object.keys(from).every((other) => {
    return text(one[other]) === (other === id ? value : text(from[other]));
  });
}

function filesOf(combination: Combination): Map<string, unknown> {
  const files = new Map(rendered(combination));
  files.delete('arch.yaml');
  return files;
}

import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/catalogue/catalogue.ts';
import { applies, type Choice } from '../../../src/catalogue/choice.ts';
import { defaultOf } from '../../../src/catalogue/catalogue.ts';
import { isSample } from '../../../src/features/contexts.ts';
import { type StyleId, styleIds } from '../../../src/styles/style-id.ts';
import { styles } from '../../../src/styles/styles.ts';
import { selectedCombinations } from '../../boot/cases.ts';
import { type Combination, covering, everyCombination, text } from '../../boot/combinations.ts';

const all = everyCombination();
const booted = covering(all, 'values');

function values(of: readonly Combination[], id: string): Set<string> {
  return new Set(of.filter((found) => id in found).map((found) => text(found[id])));
}

describe('the cases of the boot matrix', () => {
  test('boot every style that is available and no other', () => {
    const available = styleIds.filter((id) => styles[id].available);
    expect([...values(booted, 'style')].sort()).toEqual(available.toSorted());
  });

  test.each(catalogue.map(({ id }) => id))('boot every value of %s', (id) => {
    expect(values(booted, id)).toEqual(values(all, id));
  });

  test('boot a context of the user’s own', () => {
    const contexts = booted.flatMap(({ style, contexts }) =>
      (contexts as { name: string }[]).map(({ name }) => isSample(name, style as StyleId)),
    );
    expect(contexts).toContain(false);
  });

  test('begin with the defaults', () => {
    for (const choice of catalogue as readonly Choice[]) {
      if (choice.kind === 'name' || !applies(choice, booted[0] ?? {})) continue;
      const expected = defaultOf(choice, 'monolith');
      expect(text(booted[0]?.[choice.id])).toBe(String(expected));
    }
  });

  test('boot each saga on each broker, in brief where nothing else is new', () => {
    const selected = selectedCombinations('values', 'event-driven');
    const pairs = selected.map(({ combination: { broker, saga } }) => `${broker} ${saga}`);
    expect(new Set(pairs).size).toBe(values(all, 'broker').size * values(all, 'saga').size);
    const brief = selected.filter((one) => one.brief).map(({ combination }) => combination);
    expect(values(booted, 'broker').size + brief.length).toBe(new Set(pairs).size);
  });

  test('hold every pair of values when asked for pairs', () => {
    const pairs = (of: readonly Combination[]) =>
      new Set(
        of.flatMap((found) => {
          const held = Object.entries(found).map(([id, value]) => `${id}=${text(value)}`);
          return held.flatMap((left) => held.map((right) => `${left} ${right}`));
        }),
      );
    const chosen = covering(all, 'pairs');
    expect(pairs(chosen)).toEqual(pairs(all));
    expect(chosen.length).toBeLessThan(all.length / 2);
  });
});

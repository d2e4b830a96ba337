import { describe, expect, test } from 'vitest';
import { type Force, forces } from '../../../src/recommend/forces.ts';
import { matrix } from '../../../src/recommend/matrix/index.ts';
import { sources } from '../../../src/recommend/sources.ts';
import { warnings } from '../../../src/recommend/warnings.ts';
import { styleIds } from '../../../src/styles/style-id.ts';

const table = [...matrix, ...warnings];

describe('the decision matrix', () => {
  test('cites a source that exists for each rule and each warning', () => {
    expect(table.filter(({ source }) => !Object.hasOwn(sources, source))).toEqual([]);
  });

  test('lists no source that nothing cites', () => {
    const cited = new Set(table.map(({ source }) => source));
    expect(Object.keys(sources).filter((source) => !cited.has(source as never))).toEqual([]);
  });

  test.each(styleIds)('takes reasons for %s from its row of the source', (style) => {
    const rows = matrix.filter((rule) => rule.style === style && rule.verdict === 'for');
    expect(rows.map(({ source }) => source)).toContain(`matrix:${style}`);
  });

  test.each(styleIds)('says what speaks for %s and what speaks against it', (style) => {
    const verdicts = matrix.filter((rule) => rule.style === style).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['for', 'against']));
  });

  test('gives each rule and each warning an id of its own', () => {
    const ids = table.map(({ id }) => id);
    expect(ids.length).toBe(new Set(ids).size);
    for (const { id, style } of matrix) expect(id.startsWith(`${style}-`), id).toBe(true);
  });

  test('conditions name values that can be answered, and not all of them', () => {
    const known = new Map((forces as readonly Force[]).map(({ id, values }) => [id, values]));
    for (const { id, when } of table) {
      expect(Object.keys(when).length, id).toBeGreaterThan(0);
      for (const [force, values] of Object.entries(when)) {
        const answers = known.get(force)?.map((value) => value.id) ?? [];
        expect(answers, id).toEqual(expect.arrayContaining([...values]));
        expect(values.length, id).toBeLessThan(answers.length);
      }
    }
  });

  test('lets every force count for some style', () => {
    const weighed = new Set(matrix.flatMap(({ when }) => Object.keys(when)));
    expect(weighed).toEqual(new Set(forces.map(({ id }) => id)));
  });

  test('every default of a force is one of its values', () => {
    for (const { id, default: value, values } of forces as readonly Force[]) {
      expect(
        values.map((one) => one.id),
        id,
      ).toContain(value);
    }
  });

  test('fits a terminal of 80 columns: no reason is longer than a line of two', () => {
    for (const { id, reason } of matrix) expect(reason.length, id).toBeLessThanOrEqual(100);
  });
});

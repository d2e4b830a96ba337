import { expect, test } from 'vitest';
import { defaultForces } from '../../../src/recommend/forces.ts';
import { rank } from '../../../src/recommend/rank.ts';
import { warnings, warningsFor } from '../../../src/recommend/warnings.ts';
import { combinations } from './every-combination.ts';

const idsFor = (answers: Parameters<typeof warningsFor>[0]) =>
  warningsFor(answers).map(({ id }) => id);

test('warns three people of over-engineering with microservices', () => {
  const warning = warningsFor({ ...defaultForces, teamSize: 'tiny' }).find(
    ({ style }) => style === 'microservices',
  );
  expect(warning?.id).toBe('over-engineering-microservices');
  expect(warning?.text).toMatch(/^Over-engineering: three people/);
});

test('warns of a distributed monolith while boundaries are unclear', () => {
  expect(idsFor({ ...defaultForces, boundaries: 'unclear' })).toContain(
    'distributed-monolith-boundaries',
  );
  expect(idsFor({ ...defaultForces, boundaries: 'clear' })).not.toContain(
    'distributed-monolith-boundaries',
  );
});

test('warns of answers that contradict each other, whatever the style', () => {
  const contradiction = warningsFor({ ...defaultForces, teamSize: 'tiny', teams: 'many' }).find(
    ({ id }) => id === 'more-teams-than-people',
  );
  expect(contradiction).toBeDefined();
  expect(contradiction?.style).toBeUndefined();
});

test('has no warning that can never be given, and none that always is', () => {
  const given = new Map(warnings.map(({ id }) => [id, 0]));
  for (const { answers } of combinations) {
    for (const { id } of warningsFor(answers)) given.set(id, (given.get(id) ?? 0) + 1);
  }
  const useless = [...given].filter(([, times]) => times === 0 || times === combinations.length);
  expect(useless).toEqual([]);
});

test('a ranking carries the warnings of its answers', () => {
  const answers = { ...defaultForces, teamSize: 'tiny' } as const;
  expect(rank(answers).warnings).toEqual(warningsFor(answers));
});

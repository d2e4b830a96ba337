import {
  type ForceAnswers,
  type ForceId,
  forces,
  type ValueOf,
} from '../../../src/recommend/forces.ts';
import { order } from '../../../src/recommend/rank.ts';
import type { StyleId } from '../../../src/styles/style-id.ts';

/** One combination of answers with what the matrix makes of it. */
export interface Combination {
  readonly answers: ForceAnswers;
  /** Style ids, the best first. */
  readonly order: readonly StyleId[];
  readonly scores: Readonly<Record<StyleId, number>>;
}

/** Every combination of answers, the last force varying fastest. */
export const combinations: readonly Combination[] = Array.from(everyAnswers(), (answers) => {
  const ranked = order(answers);
  return {
    answers,
    order: ranked.map(({ style }) => style),
    scores: Object.fromEntries(ranked.map(({ style, score }) => [style, score])) as Record<
      StyleId,
      number
    >,
  };
});

/**
 * Every pair of combinations that differ in one force only, by one step from the first of the values
 * listed to the next.
 */
export function* steps<F extends ForceId>(
  force: F,
  values: readonly ValueOf<F>[],
): Generator<readonly [Combination, Combination]> {
  const all = forces.find(({ id }) => id === force)?.values.map(({ id }) => id as string) ?? [];
  const stride = strideOf(force);
  for (const [at, combination] of combinations.entries()) {
    const value = combination.answers[force] as ValueOf<F>;
    const next = values[values.indexOf(value) + 1];
    if (!values.includes(value) || next === undefined) continue;
    const other = combinations[at + (all.indexOf(next) - all.indexOf(value)) * stride];
    if (other) yield [combination, other];
  }
}

function strideOf(force: ForceId): number {
  const after = forces.slice(forces.findIndex(({ id }) => id === force) + 1);
  return after.reduce((product, { values }) => product * values.length, 1);
}

function* everyAnswers(from = 0, chosen: Record<string, string> = {}): Generator<ForceAnswers> {
  const force = forces[from];
  if (!force) {
    yield chosen as unknown as ForceAnswers;
    return;
  }
  for (const { id } of force.values) yield* everyAnswers(from + 1, { ...chosen, [force.id]: id });
}

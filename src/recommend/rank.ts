import type { StyleId } from '../styles/style-id.ts';
import { type ForceAnswers, type ForceId, forces } from './forces.ts';
import { matrix } from './matrix/index.ts';
import { holds, type Rule } from './matrix/rule.ts';
import { type Warning, warningsFor } from './warnings.ts';

/** A style with what speaks for it and against it, the weightiest first. */
export interface RankedStyle {
  readonly style: StyleId;
  /** Points of the rules for it, less those of the rules against it; may be negative. */
  readonly score: number;
  readonly for: readonly Rule[];
  readonly against: readonly Rule[];
}

/** One other answer that would put another style first. */
export interface Change {
  readonly force: ForceId;
  readonly from: string;
  readonly to: string;
  readonly winner: StyleId;
}

/** The answer of the decision matrix. */
export interface Ranking {
  /** All styles, the best first. */
  readonly ranked: readonly [RankedStyle, ...RankedStyle[]];
  readonly whatWouldChange: readonly Change[];
  /** Risks of any of the styles under these answers, and contradictions in the answers. */
  readonly warnings: readonly Warning[];
}

/**
 * The styles from the simplest to the most complex: low, low, moderate, high, high in the decision
 * matrix. Of two styles with the same score the simpler one goes first, since it is cheaper to leave.
 */
export const simplestFirst = [
  'monolith',
  'serverless',
  'event-driven',
  'cqrs',
  'microservices',
] as const satisfies readonly StyleId[];

/** Weighs the answers by the decision matrix and puts all styles in order. */
export function rank(answers: ForceAnswers): Ranking {
  const ranked = order(answers);
  return {
    ranked,
    whatWouldChange: changes(answers, ranked[0].style),
    warnings: warningsFor(answers),
  };
}

/** All styles, the best first, without looking at other answers. */
export function order(answers: ForceAnswers): Ranking['ranked'] {
  const applicable = matrix.filter((rule) => holds(rule.when, answers));
  const ranked = simplestFirst.map((style) =>
    weigh(
      style,
      applicable.filter((rule) => rule.style === style),
    ),
  );
  // The sort is stable, so that equal scores stay in the order of simplicity.
  ranked.sort((one, other) => other.score - one.score);
  return ranked as unknown as Ranking['ranked'];
}

function weigh(style: StyleId, rules: readonly Rule[]): RankedStyle {
  const weightiestFirst = rules.toSorted((one, other) => other.weight - one.weight);
  const inFavour = weightiestFirst.filter((rule) => rule.verdict === 'for');
  const against = weightiestFirst.filter((rule) => rule.verdict === 'against');
  return { style, score: total(inFavour) - total(against), for: inFavour, against };
}

function total(rules: readonly Rule[]): number {
  return rules.reduce((sum, rule) => sum + rule.weight, 0);
}

function changes(answers: ForceAnswers, winner: StyleId): Change[] {
  return forces.flatMap((force) =>
    force.values.flatMap((value) => {
      if (value.id === answers[force.id]) return [];
      const [first] = order({ ...answers, [force.id]: value.id } as ForceAnswers);
      if (first.style === winner) return [];
      return [{ force: force.id, from: answers[force.id], to: value.id, winner: first.style }];
    }),
  );
}

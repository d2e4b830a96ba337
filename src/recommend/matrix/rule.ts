import type { StyleId } from '../../styles/style-id.ts';
import type { ForceAnswers, ForceId, ValueOf } from '../forces.ts';
import type { SourceId } from '../sources.ts';

/** Holds where every force named has one of the values listed. */
export type Condition = { readonly [F in ForceId]?: readonly ValueOf<F>[] };

/** One line of the decision matrix: where `when` holds, the style gains or loses `weight` points. */
export interface Rule {
  readonly id: string;
  readonly style: StyleId;
  readonly when: Condition;
  readonly verdict: 'for' | 'against';
  readonly weight: 1 | 2 | 3 | 4;
  readonly reason: string;
  readonly source: SourceId;
}

/** A rule as written in the table of its style. */
export type Line = Omit<Rule, 'style'>;

/** Says whether the answers meet a condition. */
export function holds(when: Condition, answers: ForceAnswers): boolean {
  return Object.entries(when).every(([force, values]) =>
    (values as readonly string[]).includes(answers[force as ForceId]),
  );
}

import { styles } from '../styles/styles.ts';
import { type Force, forces } from './forces.ts';
import type { Change } from './rank.ts';
import type { Warning } from './warnings.ts';

/** One line such as `How many teams will release on their own? 5 or more: Microservices`. */
export function describeChange({ force, to, winner }: Change): string {
  const asked: Force | undefined = forces.find(({ id }) => id === force);
  const answer = asked?.values.find(({ id }) => id === to)?.label;
  return `${asked?.question} ${answer}: ${styles[winner].label}`;
}

/** Said where {@link describeChange} has nothing to describe. */
export const nothingChanges = 'No single other answer puts another style first.';

/** A warning with the style it is about, where it is about one. */
export function describeWarning({ style, text }: Warning): string {
  return style ? `${styles[style].label}: ${text}` : text;
}

/** A score with its sign and unit. */
export function describeScore(score: number): string {
  return `${score > 0 ? '+' : ''}${score} ${Math.abs(score) === 1 ? 'point' : 'points'}`;
}

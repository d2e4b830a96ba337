import { defaultForces, type ForceAnswers } from '../recommend/forces.ts';
import { suggestion } from '../spec/nearest.ts';
import { type StyleId, styleIds } from '../styles/style-id.ts';
import { styles } from '../styles/styles.ts';
import { SpecError, type Answers, type SpecProblem } from '../spec/spec.ts';
import { readForces } from '../spec/resolve.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** What the matrix says of the forces that were given. */
export interface Recommendation {
  /** What fits best of all. */
  readonly best: StyleId;
  /** What fits best of those that can be generated. */
  readonly taken: StyleId;
}

/** The style to take where forces were given and no style; nothing otherwise. */
export async function recommendedStyle(answers: Answers): Promise<Recommendation | undefined> {
  const given = givenForces(answers);
  if (answers.style || Object.keys(given).length === 0) return undefined;
  const { rank } = await import('../recommend/rank.ts');
  const order = rank({ ...defaultForces, ...given }).ranked.map(({ style }) => style);
  const taken = order.find((style) => styles[style].available);
  if (!taken) throw new Error('no style is built');
  return { best: order[0] ?? taken, taken };
}

/** Says which style was taken, since nobody named it. */
export function sayRecommendation({ best, taken }: Recommendation, terminal: Terminal): void {
  const [first, chosen] = [styles[best].label, styles[taken].label];
  if (best === taken) {
    terminal.say(`${chosen} fits the answers best.`);
    return;
  }
  const why = `${first} fits the answers best but is not built yet in this version`;
  terminal.complain(`${terminal.yellow('warning')} ${why}; ${chosen} is taken instead`);
}

/**
 * The forces among raw answers.
 *
 * @throws SpecError on values that a force does not have
 */
export function givenForces(answers: Answers): Partial<ForceAnswers> {
  const problems: SpecProblem[] = [];
  const given = readForces(answers, problems);
  if (problems.length > 0) throw new SpecError(problems);
  return given ?? {};
}

/**
 * The style that somebody has in mind for `recommend`; it may be one that is not built yet.
 *
 * @throws UsageError on what is no style
 */
export function wishedStyle(given: unknown): StyleId | undefined {
  const wished = styleIds.find((id) => id === given);
  if (given === undefined || wished) return wished;
  throw new UsageError(
    `--style: style cannot be ${JSON.stringify(given)}`,
    suggestion(String(given), styleIds),
  );
}

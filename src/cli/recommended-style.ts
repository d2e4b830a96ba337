import { defaultForces, type ForceAnswers } from '../recommend/forces.ts';
import { nearest } from '../spec/nearest.ts';
import { type StyleId, styleIds } from '../styles/style-id.ts';
import { styles } from '../styles/styles.ts';
import { SpecError, type Answers, type SpecProblem } from '../spec/spec.ts';
import { readForces } from '../spec/resolve.ts';
import { UsageError } from './usage-error.ts';

/**
 * Adds the style that the matrix puts first among those that can be generated, where forces were
 * given and no style.
 */
export async function withRecommendedStyle(answers: Answers): Promise<Answers> {
  const given = givenForces(answers);
  if (answers.style || Object.keys(given).length === 0) return answers;
  const { rank } = await import('../recommend/rank.ts');
  const { ranked } = rank({ ...defaultForces, ...given });
  const best = ranked.find(({ style }) => styles[style].available)?.style as StyleId;
  return { ...answers, style: { value: best, origin: { kind: 'prompt' } } };
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
  const close = nearest(String(given), styleIds);
  const valid = `valid values: ${styleIds.join(', ')}`;
  throw new UsageError(
    `--style: style cannot be ${JSON.stringify(given)}`,
    close ? `did you mean ${close}? ${valid}` : valid,
  );
}

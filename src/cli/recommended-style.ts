import { defaultForces, type ForceAnswers } from '../recommend/forces.ts';
import type { StyleId } from '../styles/style-id.ts';
import { styles } from '../styles/styles.ts';
import { SpecError, type Answers, type SpecProblem } from '../spec/spec.ts';
import { readForces } from '../spec/resolve.ts';

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

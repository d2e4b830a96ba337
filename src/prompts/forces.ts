import { type Force, type ForceAnswers, forces } from '../recommend/forces.ts';
import { askOne } from './ask.ts';

/**
 * Asks for every force that was not given.
 *
 * @param suggested the answers to put the cursor on, where they differ from the defaults
 * @throws Cancelled
 */
export async function askForces(
  given: Partial<ForceAnswers>,
  suggested: Partial<ForceAnswers> = {},
): Promise<ForceAnswers> {
  const answers: Record<string, string> = { ...given };
  for (const force of forces) {
    answers[force.id] ??= await askForce(force, suggested[force.id] ?? force.default);
  }
  return answers as unknown as ForceAnswers;
}

function askForce({ question, hint, values }: Force, initial: string): Promise<string> {
  const options = values.map(({ id, label, hint: about }) => ({ value: id, label, hint: about }));
  return askOne({ question, why: hint }, options, initial);
}

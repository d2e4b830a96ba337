import { applies, type Choice } from '../catalogue/choice.ts';
import { catalogue, type ChoiceId } from '../catalogue/catalogue.ts';
import { type Machine, suggestedValue } from '../spec/resolve.ts';
import type { Answers } from '../spec/spec.ts';
import { UsageError } from './usage-error.ts';

/**
 * Refuses a run that would have to ask, where nobody can be asked.
 *
 * @param defaults whether a choice that is not given takes its default
 * @throws UsageError naming the flag of each missing answer
 */
export function requireAnswers(answers: Answers, machine: Machine, defaults: boolean): void {
  const flags = defaults ? [] : missingChoices(answers, machine).map(({ flag }) => `--${flag}`);
  const choices = `give ${flags.join(', ')}, or --yes for the default of each`;
  if (!answers.name) {
    const name = 'give the folder, as in create-arch-app shop, or --name shop';
    throw new UsageError(
      'a name is missing, and there is nobody to ask',
      flags.length > 0 ? `${name}; and ${choices}` : name,
    );
  }
  if (flags.length === 0) return;
  throw new UsageError(
    `${flags.length === 1 ? 'an answer is' : 'answers are'} missing, and there is nobody to ask`,
    choices,
  );
}

function missingChoices(answers: Answers, machine: Machine): Choice[] {
  const values: Partial<Record<ChoiceId, unknown>> = {};
  const missing: Choice[] = [];
  for (const choice of catalogue as readonly Choice[]) {
    if (choice.kind === 'name' || !applies(choice, values)) continue;
    const answer = answers[choice.id];
    if (!answer) missing.push(choice);
    values[choice.id as ChoiceId] = answer ? answer.value : suggestedValue(choice, values, machine);
  }
  return missing;
}

import type { Choice } from '../catalogue/choice.ts';
import { type Machine, readValue, suggestedValue } from '../spec/resolve.ts';
import { type Answer, type Answers, SpecError } from '../spec/spec.ts';
import { valueInWords } from '../spec/value-in-words.ts';
import { askOne, askText, type Option } from './ask.ts';
import { valuesOf } from './draft.ts';

/** What the questions depend on. */
export interface Setting {
  readonly machine: Machine;
  /**
   * Tries whether the answers so far, with defaults for the rest, could be generated.
   *
   * @throws SpecError with the answers that are in the way
   */
  verify(answers: Answers): void;
}

/** The name that is taken when none is typed. */
const defaultName = 'shop';

/**
 * Asks for the value of one choice. The question, the options and the default come from the catalogue.
 *
 * @returns the value as it would be written in `arch.yaml`
 * @throws Cancelled
 */
export async function askChoice(
  choice: Choice,
  answers: Answers,
  { machine, verify }: Setting,
): Promise<unknown> {
  const values = valuesOf(answers);
  const suggested = suggestedValue(choice, values, machine);
  const current = values[choice.id] ?? suggested;
  const { question, why } = choice;
  const refuse = (typed: string) => refusal(choice, typed, answers, verify);
  switch (choice.kind) {
    case 'name':
      return askText({ question, why, fallback: String(current ?? defaultName), refuse });
    case 'contexts':
      return askText({ question, why, initial: valueInWords(choice, current), refuse });
    case 'select':
      return askOne(choice, selectOptions(choice.values, suggested), String(current));
    case 'count':
      return Number(await askOne(choice, countOptions(choice, suggested), String(current)));
  }
}

/** A label with the mark of the default. */
export function markRecommended(label: string, recommended: boolean): string {
  return recommended ? `${label} (recommended)` : label;
}

function selectOptions(
  values: readonly { id: string; label: string; hint: string }[],
  suggested: unknown,
): Option[] {
  return values.map(({ id, label, hint }) => ({
    value: id,
    label: markRecommended(label, id === suggested),
    hint,
  }));
}

function countOptions({ min, max }: { min: number; max: number }, suggested: unknown): Option[] {
  return Array.from({ length: max - min + 1 }, (_, index) => ({
    value: String(min + index),
    label: markRecommended(String(min + index), min + index === suggested),
  }));
}

/** What is wrong with a typed value, alone or together with the answers so far. */
function refusal(
  choice: Choice,
  typed: string,
  answers: Answers,
  verify: Setting['verify'],
): string | undefined {
  const alone = readValue(choice, typed);
  if ('problem' in alone) return sentence(alone.problem);
  const candidate: Answer = { value: typed, origin: { kind: 'prompt' } };
  try {
    verify({ ...answers, [choice.id]: candidate });
    return undefined;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const problem = error.problems.find(({ origin }) => origin === candidate.origin);
    return problem && sentence(problem);
  }
}

function sentence({ message, hint }: { message: string; hint?: string | undefined }): string {
  return hint ? `${message}: ${hint}` : message;
}

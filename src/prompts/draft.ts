import { catalogue, choiceById, defaultOf } from '../catalogue/catalogue.ts';
import type { Choice } from '../catalogue/choice.ts';
import { readValue } from '../spec/resolve.ts';
import type { Answers } from '../spec/spec.ts';
import type { StyleId } from '../styles/style-id.ts';

/** The conversation so far. */
export interface Draft {
  /** A reason that was asked for and not given is an empty text. */
  readonly answers: Answers;
  /** Whether to make a git repository; undefined until it was asked. */
  readonly git: boolean | undefined;
  /** Whether to run `npm install`; undefined until it was asked. */
  readonly install: boolean | undefined;
}

/** The answers without the reasons that were not given. */
export function answersOf({ answers }: Draft): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(
      ([key, { value }]) => !(key.startsWith('reasons.') && value === ''),
    ),
  );
}

/** The valid values by choice id. */
export function valuesOf(answers: Answers): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const choice of catalogue as readonly Choice[]) {
    const answer = answers[choice.id];
    const outcome = answer && readValue(choice, answer.value);
    if (outcome && 'value' in outcome) values[choice.id] = outcome.value;
  }
  return values;
}

/**
 * Records a value from a prompt. Where it replaces another one, every answer that depended on that
 * one is forgotten, so that it is asked again.
 */
export function withValue(answers: Answers, id: string, value: unknown): Answers {
  const kept = isReplaced(answers, id, value) ? withoutDependents(answers, id, value) : answers;
  return { ...kept, [id]: { value, origin: { kind: 'prompt' } } };
}

function isReplaced(answers: Answers, id: string, value: unknown): boolean {
  const before = valuesOf(answers)[id];
  const after = valuesOf({ [id]: { value, origin: { kind: 'prompt' } } })[id];
  return before !== undefined && JSON.stringify(before) !== JSON.stringify(after);
}

function withoutDependents(answers: Answers, id: string, value: unknown): Answers {
  const forgotten = new Set([`reasons.${id}`]);
  for (const dependent of dependentsOf(id, answers[id]?.value, value)) {
    forgotten.add(dependent).add(`reasons.${dependent}`);
  }
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !forgotten.has(key)));
}

/**
 * Ids of the choices that are asked, or take another default, depending on a choice; and of those
 * that depend on these.
 */
export function dependentsOf(id: string, before: unknown, after: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (changed: string) => {
    for (const choice of catalogue as readonly Choice[]) {
      const conditional = choice.appliesWhen && Object.hasOwn(choice.appliesWhen, changed);
      const preset = changed === 'style' && presetDiffers(choice, before, after);
      if (found.has(choice.id) || !(conditional || preset)) continue;
      found.add(choice.id);
      visit(choice.id);
    }
  };
  visit(choiceById(id).id);
  return found;
}

function presetDiffers(choice: Choice, before: unknown, after: unknown): boolean {
  const [one, other] = [before, after].map((style) => defaultOf(choice, style as StyleId));
  return choice.id !== 'style' && JSON.stringify(one) !== JSON.stringify(other);
}

import { catalogue, recordedChoices } from '../catalogue/catalogue.ts';
import type { Choice } from '../catalogue/choice.ts';
import { forces } from '../recommend/forces.ts';
import { suggestion } from '../spec/nearest.ts';
import { type Answer, type Answers, SpecError, type SpecProblem } from '../spec/spec.ts';
import type { ParsedOptions } from './options.ts';

/**
 * Reads the flags of choices, forces and reasons into raw answers.
 *
 * @throws SpecError when one choice is given by two flags, or a reason is for no choice with a record
 */
export function answersFromFlags(options: ParsedOptions): Answers {
  const problems: SpecProblem[] = [];
  const answers: Record<string, Answer> = { ...choiceAnswers(options, problems) };
  for (const { id, flag } of forces) {
    const value = options[attribute(flag)];
    if (value !== undefined) answers[`forces.${id}`] = { value, origin: { kind: 'flag', flag } };
  }
  for (const text of options.reason ?? []) {
    const outcome = readReason(text);
    if (typeof outcome === 'string') problems.push(badReason(text, outcome));
    else answers[`reasons.${outcome.id}`] = { value: outcome.reason, origin: reasonOrigin };
  }
  if (problems.length > 0) throw new SpecError(problems);
  return answers;
}

/** The property under which commander keeps a flag. */
export function attribute(flag: string): string {
  return flag.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

const reasonOrigin = { kind: 'flag', flag: 'reason' } as const;

function choiceAnswers(options: ParsedOptions, problems: SpecProblem[]): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const choice of catalogue as readonly Choice[]) {
    const given = [choice.flag, ...(choice.aliases ?? [])].filter(
      (flag) => options[attribute(flag)] !== undefined,
    );
    const [flag, other] = given;
    if (flag === undefined) continue;
    if (other !== undefined) problems.push(sameChoice(flag, other));
    answers[choice.id] = { value: options[attribute(flag)], origin: { kind: 'flag', flag } };
  }
  return answers;
}

function sameChoice(flag: string, other: string): SpecProblem {
  return {
    message: `--${flag} and --${other} are two names of one choice`,
    hint: 'give one of them',
    origin: undefined,
  };
}

type Reason = { readonly id: string; readonly reason: string };

/** The reason, or what is wrong with it. */
function readReason(text: string): Reason | string {
  const split = text.indexOf('=');
  const key = text.slice(0, Math.max(split, 0));
  const reason = text
    .slice(split + 1)
    .replaceAll('\r\n', '\n')
    .trim();
  if (split < 1 || reason === '') return 'is not of the form choice=text';
  const choice = recordedChoices.find(({ id, flag }) => id === key || flag === key);
  return choice
    ? { id: choice.id, reason }
    : `names no choice that has a decision record: ${JSON.stringify(key)}`;
}

function badReason(text: string, why: string): SpecProblem {
  const flags = recordedChoices.map(({ flag }) => flag);
  const known = suggestion(text.split('=')[0] ?? '', flags, 'choices');
  return {
    message: `the reason ${why}`,
    hint: `${known}; for example --reason style="we are three people"`,
    origin: reasonOrigin,
  };
}

import { applicability, applies, type Choice } from '../catalogue/choice.ts';
import {
  catalogue,
  type ChoiceId,
  choiceById,
  defaultOf,
  recordedChoices,
} from '../catalogue/catalogue.ts';
import { type ForceAnswers, forces } from '../recommend/forces.ts';
import { type StyleId, styleIds } from '../styles/style-id.ts';
import { defaultStyle, styles } from '../styles/styles.ts';
import { readContexts } from './contexts.ts';
import { checkName } from './names.ts';
import { suggestion } from './nearest.ts';
import { describe, type Outcome, refuse } from './outcome.ts';
import { quote } from './quote.ts';
import { rules } from './rules.ts';
import { type Answer, type Answers, type Spec, SpecError, type SpecProblem } from './spec.ts';
import { withIssuer } from './token-issuer.ts';

/** Facts about the machine that some defaults follow. */
export interface Machine {
  /** Major version of the Node.js that runs the CLI. */
  readonly nodeMajor: number;
}

/** The oldest Node.js major that runs the generated code (type stripping without a flag). */
export const generatedNodeMajor = 24;

/**
 * Turns raw answers into a valid spec: values checked, defaults filled in, rules between choices held.
 *
 * @throws SpecError with every problem found
 */
export function resolveSpec(answers: Answers, machine: Machine): Spec {
  const problems: SpecProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const choice of catalogue as readonly Choice[]) {
    const answer = answers[choice.id];
    if (!applies(choice, values)) {
      // Behind a choice whose own answer was refused, nobody knows what applies.
      const known = Object.keys(choice.appliesWhen ?? {}).every((id) => values[id] !== undefined);
      const idle = [answer, answers[`reasons.${choice.id}`]].filter((given) => given !== undefined);
      if (known) problems.push(...idle.map((given) => doesNotApply(choice, given)));
      continue;
    }
    if (!answer) {
      values[choice.id] = suggestedValue(choice, values, machine);
      continue;
    }
    const outcome = readValue(choice, answer.value);
    if ('problem' in outcome) problems.push({ ...outcome.problem, origin: answer.origin });
    else values[choice.id] = outcome.value;
  }
  const forceAnswers = readForces(answers, problems);
  const reasons = readReasons(answers, problems);
  if (problems.length > 0) throw new SpecError(problems);
  const spec = withIssuer({ ...values, forces: forceAnswers, reasons } as Spec);
  const broken = brokenRules(spec, answers);
  if (broken.length > 0) throw new SpecError(broken);
  return spec;
}

/** What is wrong with each answer by itself, whatever the others say. */
export function wrongValues(answers: Answers): readonly SpecProblem[] {
  const problems: SpecProblem[] = [];
  for (const choice of catalogue as readonly Choice[]) {
    const answer = answers[choice.id];
    const outcome = answer && readValue(choice, answer.value);
    if (outcome && 'problem' in outcome) {
      problems.push({ ...outcome.problem, origin: answer.origin });
    }
  }
  readForces(answers, problems);
  readReasons(answers, problems);
  return problems;
}

/** The default of a choice on this machine, given the values chosen so far. */
export function suggestedValue(
  choice: Choice,
  values: Readonly<Record<string, unknown>>,
  machine: Machine,
): unknown {
  if (choice.id === 'node' && machine.nodeMajor < generatedNodeMajor) return 'npm';
  const style = (values.style ?? defaultStyle) as StyleId;
  const value = defaultOf(choice, style);
  return choice.kind === 'contexts' ? (value as string[]).map((name) => ({ name })) : value;
}

/** Checks one raw value against its choice; numbers and lists may come as text from a flag. */
export function readValue(choice: Choice, raw: unknown): Outcome {
  switch (choice.kind) {
    case 'name':
      return readName(raw);
    case 'select':
      return readSelect(choice.id, choice.values, raw);
    case 'count':
      return readCount(choice.id, choice.min, choice.max, raw);
    case 'contexts':
      return readContexts(raw);
  }
}

function readName(raw: unknown): Outcome {
  if (typeof raw !== 'string') return refuse(`name is ${describe(raw)}`, 'write a name as text');
  const problem = checkName(raw, 'project');
  if (!problem) return { value: raw };
  return refuse(
    `the name ${quote(raw)} ${problem.why}`,
    problem.instead && `for example ${problem.instead}`,
  );
}

function readSelect(id: string, values: readonly { id: string }[], raw: unknown): Outcome {
  const ids = values.map((value) => value.id);
  if (typeof raw !== 'string' || !ids.includes(raw)) {
    return refuse(`${id} cannot be ${describe(raw)}`, suggestion(String(raw), ids));
  }
  if (id === 'style' && !styles[raw as StyleId].available) {
    const ready = styleIds.filter((style) => styles[style].available);
    return refuse(
      `the style ${raw} is not built yet in this version`,
      `available now: ${ready.join(', ')}`,
    );
  }
  return { value: raw };
}

function readCount(id: string, min: number, max: number, raw: unknown): Outcome {
  const value = typeof raw === 'string' && /^\d+$/.test(raw) ? Number(raw) : raw;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
    return { value };
  }
  return refuse(`${id} cannot be ${describe(raw)}`, `a whole number from ${min} to ${max}`);
}

function doesNotApply(choice: Choice, answer: Answer): SpecProblem {
  return {
    message: `${choice.id} does not apply here`,
    hint: `it is a choice only when ${applicability(choice)}; leave it out`,
    origin: answer.origin,
  };
}

/**
 * The answers to the forces among raw answers; nothing when none was given.
 *
 * @param problems gets one for each value that a force does not have
 */
export function readForces(
  answers: Answers,
  problems: SpecProblem[],
): Partial<ForceAnswers> | undefined {
  const found: Record<string, string> = {};
  for (const force of forces) {
    const answer = answers[`forces.${force.id}`];
    if (!answer) continue;
    const outcome = readSelect(force.id, force.values, answer.value);
    if ('problem' in outcome) problems.push({ ...outcome.problem, origin: answer.origin });
    else found[force.id] = outcome.value as string;
  }
  return Object.keys(found).length > 0 ? (found as Partial<ForceAnswers>) : undefined;
}

/** Reasons land in files that people print: only what is text on every screen is taken. */
function readReasons(answers: Answers, problems: SpecProblem[]): Partial<Record<ChoiceId, string>> {
  const reasons: Partial<Record<ChoiceId, string>> = {};
  for (const { id } of recordedChoices) {
    const answer = answers[`reasons.${id}`];
    if (typeof answer?.value !== 'string') continue;
    if (/(?![\t\n])[\p{Cc}\p{Cs}]/u.test(answer.value)) {
      const message = `the reason for ${id} has control characters`;
      problems.push({ message, hint: 'write plain text', origin: answer.origin });
    } else reasons[id] = answer.value;
  }
  return reasons;
}

function brokenRules(spec: Spec, answers: Answers): SpecProblem[] {
  return rules.flatMap((rule) => {
    const violation = rule.violation(spec);
    if (!violation) return [];
    const origin = rule.between.map((id) => answers[id]?.origin).find(Boolean);
    return [{ message: violation, hint: rule.instead, origin }];
  });
}

/** The choices that apply to the values given, in the order of asking. */
export function applicableChoices(values: Readonly<Record<string, unknown>>): readonly Choice[] {
  return catalogue.map(({ id }) => choiceById(id)).filter((choice) => applies(choice, values));
}

import { styleText } from 'node:util';
import { confirm, isCancel, log, S_BAR, select, text } from '@clack/prompts';
import { columnsWithin, wrapWords } from './layout.ts';

/** The person stopped the conversation. Nothing was written, and the terminal is as it was. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** What is asked, and one line that helps to answer. */
export interface Question {
  readonly question: string;
  readonly why: string;
}

/** One answer to pick; a disabled one is shown with its hint and cannot be picked. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/**
 * Asks to pick one of the options, and returns its value. A list longer than the terminal scrolls.
 *
 * @param initial the value under the cursor at first
 * @throws Cancelled on Ctrl-C or Escape
 */
export async function askOne(
  question: Question,
  options: readonly Option[],
  initial: string,
): Promise<string> {
  const message = linesOf(question).join('\n');
  return answered(await select({ message, options: options.map(broken), initialValue: initial }));
}

/** How a text is asked for. */
export interface TextQuestion extends Question {
  /** Taken when nothing is typed, and shown until then. */
  readonly fallback?: string;
  /** Already typed, to be edited. */
  readonly initial?: string;
  /** Says what is wrong with a text; the question stays until nothing is. */
  refuse?(typed: string): string | undefined;
}

/**
 * Asks for one line of text, without the white space around it.
 *
 * @throws Cancelled on Ctrl-C or Escape
 */
export async function askText(question: TextQuestion): Promise<string> {
  const { fallback = '' } = question;
  const typed = await text({
    message: linesOf(question).join(`\n${styleText('gray', S_BAR)}  `),
    placeholder: fallback,
    defaultValue: fallback,
    ...(question.initial !== undefined && { initialValue: question.initial }),
    validate: (value) => underGuide(question.refuse?.(value?.trim() || fallback)),
  });
  return answered(typed).trim();
}

/**
 * Asks for yes or no; yes is the default.
 *
 * @throws Cancelled on Ctrl-C or Escape
 */
export async function askYesNo(question: Question, initial: boolean): Promise<boolean> {
  const message = linesOf(question).join('\n');
  return answered(await confirm({ message, initialValue: initial }));
}

/** Shows a warning between questions. */
export function warn(words: string): void {
  log.warn(wrapWords(words, columnsWithin('message')).join('\n'));
}

function answered<Outcome>(outcome: Outcome): Exclude<Outcome, symbol> {
  if (isCancel(outcome)) throw new Cancelled();
  return outcome as Exclude<Outcome, symbol>;
}

/** The question, and in dim what helps to answer it, in lines that fit beside the guide. */
function linesOf({ question, why }: Question): string[] {
  const columns = columnsWithin('message');
  return [
    ...wrapWords(question, columns),
    ...wrapWords(why, columns).map((line) => styleText('dim', line)),
  ];
}

/** A refusal, whose further lines start under the first one. */
function underGuide(refusal: string | undefined): string | undefined {
  return refusal && wrapWords(refusal, columnsWithin('message')).join('\n   ');
}

/** What clack writes between the label and the hint of an option, kept on one line here. */
const beforeHint = '\u00a0(';

/** An option in lines that fit. Clack shows the hint, in brackets after the label, where the cursor is. */
function broken({ label, hint, ...option }: Option): Option {
  const whole = hint === undefined ? label : `${label}${beforeHint}${hint})`;
  const lines = wrapWords(whole, columnsWithin('option')).join('\n  ');
  if (hint === undefined) return { ...option, label: lines };
  const end = lines.indexOf(beforeHint);
  return {
    ...option,
    label: lines.slice(0, end),
    hint: lines.slice(end + beforeHint.length, -1),
  };
}

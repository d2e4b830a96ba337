import { styleText } from 'node:util';
import { confirm, isCancel, S_BAR, select, text } from '@clack/prompts';
import { wrapWords } from './wrap-words.ts';

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
  { question, why }: Question,
  options: readonly Option[],
  initial: string,
): Promise<string> {
  const message = `${question}\n${styleText('dim', why)}`;
  return answered(await select({ message, options: [...options], initialValue: initial }));
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
    message: [question.question, ...underGuide(question.why)].join('\n'),
    placeholder: fallback,
    defaultValue: fallback,
    ...(question.initial !== undefined && { initialValue: question.initial }),
    validate: (value) => question.refuse?.(value?.trim() || fallback),
  });
  return answered(typed).trim();
}

/**
 * Asks for yes or no; yes is the default.
 *
 * @throws Cancelled on Ctrl-C or Escape
 */
export async function askYesNo({ question, why }: Question, initial: boolean): Promise<boolean> {
  const message = `${question}\n${styleText('dim', why)}`;
  return answered(await confirm({ message, initialValue: initial }));
}

function answered<Outcome>(outcome: Outcome): Exclude<Outcome, symbol> {
  if (isCancel(outcome)) throw new Cancelled();
  return outcome as Exclude<Outcome, symbol>;
}

/** Lines that continue a message: clack draws its guide in front of the first line of a text prompt only. */
function underGuide(words: string): string[] {
  const lines = wrapWords(words, (process.stdout.columns ?? 80) - 4);
  return lines.map((line) => `${styleText('gray', S_BAR)}  ${styleText('dim', line)}`);
}

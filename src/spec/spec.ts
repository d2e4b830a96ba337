import type { ChoiceId, ChoiceValues } from '../catalogue/catalogue.ts';
import type { ForceAnswers } from '../recommend/forces.ts';

/** Version of the shape of `arch.yaml`; raised when an older CLI could not read it. */
export const schemaVersion = 1;

/** A validated description of the system to generate: the one source of truth. */
export interface Spec extends ChoiceValues {
  /** Answers to "help me choose", those that were given, kept for the decision records. */
  readonly forces: Partial<ForceAnswers> | undefined;
  /** The user's own reasons by choice id, quoted in the decision records. */
  readonly reasons: Readonly<Partial<Record<ChoiceId, string>>>;
}

/** Where an answer was given; `argument` is the folder on the command line. */
export type Origin =
  | { readonly kind: 'argument' }
  | { readonly kind: 'flag'; readonly flag: string }
  | {
      readonly kind: 'file';
      readonly file: string;
      readonly line: number;
      readonly column: number;
      /** The line of the file, for the caret. */
      readonly text: string;
    }
  | { readonly kind: 'prompt' };

/** An unvalidated value with its origin. */
export interface Answer {
  readonly value: unknown;
  readonly origin: Origin;
}

/** Raw answers by choice id, `forces.<id>` or `reasons.<id>`. */
export type Answers = Readonly<Record<string, Answer>>;

/** What is wrong with an answer, where it was given, and what to write instead. */
export interface SpecProblem {
  readonly message: string;
  readonly hint: string | undefined;
  readonly origin: Origin | undefined;
}

/** Problems told at once: with more, the input is something else altogether. */
export const toldProblems = 20;

/** Bad input; carries every problem found, not only the first. */
export class SpecError extends Error {
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    super(
      problems
        .slice(0, toldProblems)
        .map(({ message }) => message)
        .join('\n'),
    );
    this.name = 'SpecError';
    this.problems = problems;
  }
}

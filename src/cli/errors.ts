import { DiskError, Interrupted } from '../disk/disk-error.ts';
import { type Origin, SpecError, type SpecProblem, toldProblems } from '../spec/spec.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Says what went wrong, where, and what to do: the only place that prints errors.
 *
 * @param debug whether faults of ours come with their stack
 * @returns the exit code that belongs to the error
 */
export function reportError(error: unknown, terminal: Terminal, debug: boolean): ExitCode {
  if (error instanceof Interrupted) {
    terminal.complain('stopped; nothing was written');
    terminal.result({ created: false, interrupted: true });
    return exitCode.interrupted;
  }
  const problems = problemsOf(error, debug);
  const told = problems.slice(0, toldProblems);
  for (const problem of told) terminal.complain(describe(problem, terminal));
  const rest = problems.length - told.length;
  if (rest > 0) terminal.complain(`and ${rest} more`);
  if (debug) terminal.complain(terminal.dim(stackOf(error)));
  terminal.result({
    created: false,
    problemCount: problems.length,
    problems: told.map(withExcerpt),
  });
  return codeOf(error);
}

/** The problem in lines: place and message, the source line with a caret, what to write. */
function describe({ message, hint, origin }: SpecProblem, terminal: Terminal): string {
  const lines = [`${terminal.red('error')} ${printable(place(origin) + message)}`];
  if (origin?.kind === 'file') lines.push(...excerpt(origin, terminal));
  if (hint) lines.push(`  ${terminal.cyan(printable(hint))}`);
  return lines.join('\n');
}

function problemsOf(error: unknown, debug: boolean): readonly SpecProblem[] {
  if (error instanceof SpecError) return error.problems;
  if (error instanceof UsageError || error instanceof DiskError) {
    return [{ message: error.message, hint: error.hint, origin: undefined }];
  }
  const message = `create-arch-app failed: ${error instanceof Error ? error.message : String(error)}`;
  const hint = debug
    ? 'please report this, with the lines below'
    : 'this is a fault of create-arch-app, not yours; run again with --debug to see where';
  return [{ message, hint, origin: undefined }];
}

function codeOf(error: unknown): ExitCode {
  if (error instanceof SpecError || error instanceof UsageError) return exitCode.badInput;
  if (error instanceof DiskError && error.kind === 'refused') return exitCode.badInput;
  return exitCode.failed;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack}${cause}`;
}

function place(origin: Origin | undefined): string {
  if (origin?.kind === 'flag') return `--${origin.flag}: `;
  if (origin?.kind === 'file') return `${origin.file}:${origin.line}:${origin.column}: `;
  return '';
}

/** Of a source line as long as a whole file, the part around the place is enough for machines too. */
function withExcerpt(problem: SpecProblem): SpecProblem {
  const { origin } = problem;
  return origin?.kind === 'file'
    ? { ...problem, origin: { ...origin, text: partAround(origin).text } }
    : problem;
}

/** Columns of a source line that are shown; a longer line is cut around the place. */
const shownColumns = 96;

type FileOrigin = Extract<Origin, { kind: 'file' }>;

function partAround({ column, text }: FileOrigin): { start: number; text: string } {
  const start = Math.max(0, column - 1 - Math.floor(shownColumns / 2));
  return { start, text: text.slice(start, start + shownColumns) };
}

function excerpt(origin: FileOrigin, terminal: Terminal): string[] {
  const { start, text } = partAround(origin);
  const number = String(origin.line);
  const caret = `${' '.repeat(origin.column - 1 - start)}^`;
  return [
    terminal.dim(`  ${number} | `) + printable(text),
    terminal.dim(`  ${' '.repeat(number.length)} | `) + terminal.red(caret),
  ];
}

/**
 * Text from outside must not steer the terminal: control characters, and those that turn the direction
 * of writing, become blanks of one column.
 */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
}

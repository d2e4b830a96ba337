import { Interrupted } from '../disk/disk-error.ts';
import type { Templates } from '../render/templates.ts';
import { nodeMajor } from '../shell/machine.ts';
import type { Machine } from '../spec/resolve.ts';
import type { Answers } from '../spec/spec.ts';
import { answersFromFlags } from './answers.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { generation } from './generation.ts';
import { requireAnswers } from './missing.ts';
import type { ParsedOptions } from './options.ts';
import { withRecommendedStyle } from './recommended-style.ts';
import { sayPreview } from './report.ts';
import { stoppable } from './signals.ts';
import type { Steps } from './steps.ts';
import { targetFolder, withName } from './target.ts';
import { loadTemplates } from './template-source.ts';
import type { Surroundings, Terminal } from './terminal.ts';
import { version } from './version.ts';
import { write } from './write.ts';

/** Where a run stands. */
export interface Place {
  readonly cwd: string;
  readonly stdin: Surroundings['stdin'];
}

/**
 * The default verb: answers → repository on disk → installed, committed, and what to type next.
 *
 * @param folder where to write; a folder of the system's name when not given
 */
export async function create(
  folder: string | undefined,
  options: ParsedOptions,
  terminal: Terminal,
  place: Place,
): Promise<ExitCode> {
  const machine: Machine = { nodeMajor: nodeMajor() };
  const templates = await loadTemplates();
  const given = await givenAnswers(folder, options, place);
  const answers = await completeAnswers(given, options, terminal, machine, templates);
  const generated = generation(answers, machine, templates);
  const target = targetFolder(folder, generated.spec.name, place.cwd);
  if (options.dryRun) {
    sayPreview(generated.preview, target, terminal);
    terminal.result({ created: false, dryRun: true, folder: target, ...generated.preview });
    return exitCode.done;
  }
  const steps = await chosenSteps(options, terminal);
  const writing = { generated, target, cwd: place.cwd, machine, terminal };
  return stoppable((signal) => write({ ...writing, options: { ...options, ...steps } }, signal));
}

async function chosenSteps(options: ParsedOptions, terminal: Terminal): Promise<Steps> {
  if (!asks(options, terminal)) return options;
  const { askSteps } = await import('./steps.ts');
  return askSteps(options);
}

/** Whether a person answers what was not given; a spec or `--yes` is complete by itself. */
function asks(options: ParsedOptions, terminal: Terminal): boolean {
  return !options.yes && options.spec === undefined && terminal.interactive;
}

/** What the command line and the spec say; flags win. */
async function givenAnswers(
  folder: string | undefined,
  options: ParsedOptions,
  { cwd, stdin }: Place,
): Promise<Answers> {
  const flags = answersFromFlags(options);
  if (options.spec === undefined) return withName(flags, folder, cwd);
  const { answersFromSpec } = await import('./spec-source.ts');
  const spec = answersFromSpec(options.spec, stdin.isTTY ?? false);
  return withName({ ...spec, ...flags }, folder, cwd);
}

/** Asks for what is missing where a person is there. */
async function completeAnswers(
  given: Answers,
  options: ParsedOptions,
  terminal: Terminal,
  machine: Machine,
  templates: Templates,
): Promise<Answers> {
  if (asks(options, terminal)) {
    const { Cancelled, converse } = await import('../prompts/conversation.ts');
    const preview = (answers: Answers) => generation(answers, machine, templates).preview;
    try {
      return await converse(given, { machine, version, preview });
    } catch (error) {
      throw error instanceof Cancelled ? new Interrupted('cancelled') : error;
    }
  }
  const defaults = options.yes === true || options.spec !== undefined;
  const answers = defaults ? await withRecommendedStyle(given) : given;
  requireAnswers(answers, machine, defaults);
  return answers;
}

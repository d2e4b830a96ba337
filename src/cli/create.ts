import { DiskError, Interrupted } from '../disk/disk-error.ts';
import { requireRoom } from '../disk/write-tree.ts';
import type { Conversation } from '../prompts/conversation.ts';
import { isInstalled, nodeMajor } from '../shell/machine.ts';
import { type Machine, resolveSpec } from '../spec/resolve.ts';
import { type Answers, SpecError } from '../spec/spec.ts';
import { answersFromFlags } from './answers.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { type Generation, generation } from './generation.ts';
import { requireAnswers } from './missing.ts';
import { refuseMistypedVerb } from './mistyped-verb.ts';
import type { ParsedOptions } from './options.ts';
import { recommendedStyle, sayRecommendation } from './recommended-style.ts';
import { previewText, sayPreview } from './report.ts';
import { stoppable } from './signals.ts';
import { targetFolder, withName } from './target.ts';
import { loadTemplates } from './template-source.ts';
import type { Surroundings, Terminal } from './terminal.ts';
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
  refuseMistypedVerb(folder, place.cwd);
  const machine: Machine = { nodeMajor: nodeMajor() };
  const templates = await loadTemplates();
  const generate = (answers: Answers) => {
    const generated = generation(answers, machine, templates);
    const target = targetFolder(folder, generated.spec.name, place.cwd);
    requireRoom(generated.tree, target, { force: options.force ?? false });
    return { ...generated, target };
  };
  const given = await givenAnswers(folder, options, place);
  const { answers, ...steps } = asks(options, terminal)
    ? await conversation(given, options, { terminal, machine, generate })
    : { ...options, answers: await completeAnswers(given, options, { terminal, machine }) };
  const generated = generate(answers);
  if (options.dryRun) {
    const { target } = generated;
    const preview = generated.preview();
    sayPreview(preview, target, terminal);
    terminal.result({ created: false, dryRun: true, folder: target, ...preview });
    return exitCode.done;
  }
  const writing = { generated, target: generated.target, cwd: place.cwd, machine, terminal };
  return stoppable((signal) => write({ ...writing, options: { ...options, ...steps } }, signal));
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
  const spec = await answersFromSpec(options.spec, stdin.isTTY ?? false);
  return withName({ ...spec, ...flags }, folder, cwd);
}

/** What a conversation works with. */
interface Setting {
  readonly terminal: Terminal;
  readonly machine: Machine;
  generate(answers: Answers): Generation;
}

/** Asks for what was not given, and whether to install and commit where that is possible. */
async function conversation(
  given: Answers,
  options: ParsedOptions,
  { terminal, machine, generate }: Setting,
): Promise<Conversation> {
  // A folder that cannot take the files is said now, not after the last question.
  // Before the style is known, nobody knows which other answers apply.
  if (given.name) generate(given.style ? given : { name: given.name });
  const { Cancelled, converse } = await import('../prompts/conversation.ts');
  const attempt = (answers: Answers) => repairable(answers, () => generate(answers));
  const isWanted = (step: 'git' | 'install', program: string) =>
    options[step] && !options.dryRun && isInstalled(program);
  try {
    return await converse(given, {
      machine,
      git: isWanted('git', 'git'),
      install: isWanted('install', 'npm'),
      preview: (answers, columns) => previewText(attempt(answers).preview(), terminal, columns),
      verify: attempt,
    });
  } catch (error) {
    throw error instanceof Cancelled ? new Interrupted('cancelled') : error;
  }
}

/**
 * Tells of a folder that cannot take the files as of answers to change: of the name, where it was
 * typed, else of those that add the files in the way.
 */
function repairable<Outcome>({ name }: Answers, attempt: () => Outcome): Outcome {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const origin = name?.origin.kind === 'prompt' ? name.origin : ({ kind: 'prompt' } as const);
    throw new SpecError([{ message: error.message, hint: error.hint, origin }]);
  }
}

/** Fills in what may be left out where nobody is asked. */
async function completeAnswers(
  given: Answers,
  options: ParsedOptions,
  { terminal, machine }: Omit<Setting, 'generate'>,
): Promise<Answers> {
  const defaults = options.yes === true || options.spec !== undefined;
  const recommended = defaults ? await recommendedStyle(given) : undefined;
  const answers: Answers = recommended
    ? { ...given, style: { value: recommended.taken, origin: { kind: 'prompt' } } }
    : given;
  // What was given is checked first: a wrong answer is more than a missing one.
  resolveSpec(answers, machine);
  requireAnswers(answers, machine, defaults);
  if (recommended) sayRecommendation(recommended, terminal);
  return answers;
}

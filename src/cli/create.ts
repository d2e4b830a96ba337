import { Interrupted } from '../disk/disk-error.ts';
import { writeTree } from '../disk/write-tree.ts';
import type { Templates } from '../render/templates.ts';
import { isInstalled, nodeMajor } from '../shell/machine.ts';
import type { Machine } from '../spec/resolve.ts';
import type { Answers } from '../spec/spec.ts';
import { answersFromFlags } from './answers.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { finish } from './finish.ts';
import { type Generation, generation } from './generation.ts';
import { requireAnswers } from './missing.ts';
import { nextSteps } from './next-steps.ts';
import type { ParsedOptions } from './options.ts';
import { withRecommendedStyle } from './recommended-style.ts';
import { type Outcomes, sayNextSteps, sayOutcomes, sayPreview } from './report.ts';
import { stoppable } from './signals.ts';
import { targetFolder, withName } from './target.ts';
import { loadTemplates } from './template-source.ts';
import type { Surroundings, Terminal } from './terminal.ts';
import { version } from './version.ts';

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
  return stoppable((signal) => write(generated, target, options, terminal, place, machine, signal));
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

/** Asks for what is missing where a person is there; a spec or `--yes` is complete by itself. */
async function completeAnswers(
  given: Answers,
  options: ParsedOptions,
  terminal: Terminal,
  machine: Machine,
  templates: Templates,
): Promise<Answers> {
  const defaults = options.yes === true || options.spec !== undefined;
  if (terminal.interactive && !defaults) {
    const { Cancelled, converse } = await import('../prompts/conversation.ts');
    const preview = (answers: Answers) => generation(answers, machine, templates).preview;
    try {
      return await converse(given, { machine, version, preview });
    } catch (error) {
      throw error instanceof Cancelled ? new Interrupted('cancelled') : error;
    }
  }
  const answers = defaults ? await withRecommendedStyle(given) : given;
  requireAnswers(answers, machine, defaults);
  return answers;
}

async function write(
  { spec, tree }: Generation,
  target: string,
  options: ParsedOptions,
  terminal: Terminal,
  { cwd }: Place,
  machine: Machine,
  signal: AbortSignal,
): Promise<ExitCode> {
  const started = performance.now();
  const written = await writeTree(tree, target, { force: options.force ?? false, signal });
  const took = `${Math.round(performance.now() - started)} ms`;
  terminal.say(
    `${terminal.bold(spec.name)}: ${tree.size} files in ${target} ${terminal.dim(took)}`,
  );
  const outcomes = await finish(target, spec.name, options, terminal, signal);
  sayOutcomes(outcomes, terminal);
  const next = nextSteps({
    folder: target,
    cwd,
    spec,
    machine,
    docker: isInstalled('docker'),
    installed: outcomes.install?.kind === 'installed',
  });
  sayNextSteps(next.steps, next.notes, terminal);
  terminal.result({
    created: true,
    folder: target,
    name: spec.name,
    style: spec.style,
    files: tree.size,
    replaced: written.replaced,
    ...outcomes,
    next: next.steps.map(({ command }) => command),
    notes: next.notes,
  });
  return codeFor(outcomes, signal);
}

function codeFor(outcomes: Outcomes, signal: AbortSignal): ExitCode {
  if (signal.aborted) return exitCode.interrupted;
  return outcomes.install?.kind === 'failed' ? exitCode.failed : exitCode.done;
}

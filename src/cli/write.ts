import { writeTree } from '../disk/write-tree.ts';
import { isInstalled } from '../shell/machine.ts';
import type { Machine } from '../spec/resolve.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { finish } from './finish.ts';
import type { Generation } from './generation.ts';
import { nextSteps } from './next-steps.ts';
import type { ParsedOptions } from './options.ts';
import { type Outcomes, sayNextSteps, sayOutcomes } from './report.ts';
import type { Terminal } from './terminal.ts';

/** A generation on its way to the disk. */
export interface Writing {
  readonly generated: Generation;
  /** Absolute folder. */
  readonly target: string;
  readonly cwd: string;
  readonly options: ParsedOptions;
  readonly machine: Machine;
  readonly terminal: Terminal;
}

/** Writes the files, does the steps after them, and says what became of all of it. */
export async function write(writing: Writing, signal: AbortSignal): Promise<ExitCode> {
  const { generated, target, options, terminal } = writing;
  const { name } = generated.spec;
  const started = Date.now();
  const { replaced } = await writeTree(generated.tree, target, {
    force: options.force ?? false,
    signal,
  });
  const took = terminal.dim(`${Date.now() - started} ms`);
  terminal.say(`${terminal.bold(name)}: ${generated.tree.size} files in ${target} ${took}`);
  const outcomes = await finish(target, name, options, terminal, signal);
  report(writing, replaced, outcomes);
  const stopped = [outcomes.install, outcomes.git].some((outcome) => outcome?.kind === 'stopped');
  if (signal.aborted || stopped) return exitCode.interrupted;
  return outcomes.install?.kind === 'failed' ? exitCode.failed : exitCode.done;
}

function report(
  { generated, target, cwd, machine, terminal }: Writing,
  replaced: readonly string[],
  outcomes: Outcomes,
): void {
  const { spec, tree } = generated;
  sayOutcomes(outcomes, terminal);
  const { steps, notes } = nextSteps({
    folder: target,
    cwd,
    spec,
    machine,
    docker: isInstalled('docker'),
    installed: outcomes.install?.kind === 'installed',
  });
  sayNextSteps(steps, notes, terminal);
  terminal.result({
    created: true,
    folder: target,
    name: spec.name,
    style: spec.style,
    files: tree.size,
    replaced,
    ...outcomes,
    next: steps.map(({ command }) => command),
    notes,
  });
}

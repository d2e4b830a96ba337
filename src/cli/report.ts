import type { Preview } from '../plan/preview.ts';
import { treeSummary } from '../plan/preview.ts';
import type { GitOutcome } from '../shell/git.ts';
import type { InstallOutcome } from '../shell/npm.ts';
import type { NextStep } from './next-steps.ts';
import type { Terminal } from './terminal.ts';

/** What became of the steps after the files; absent where a flag declined one. */
export interface Outcomes {
  readonly git?: GitOutcome;
  readonly install?: InstallOutcome;
}

/** Prints what a run would do, without doing it. */
export function sayPreview(preview: Preview, folder: string, terminal: Terminal): void {
  const { bold, dim } = terminal;
  const width = Math.max(...preview.decisions.map(({ flag }) => flag.length));
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? ['', bold(title), ...lines.map((line) => `  ${line}`)] : [];
  terminal.say(
    [
      `${bold(preview.name)} would be written to ${folder}`,
      ...section(
        'Decisions',
        preview.decisions.map(({ flag, value }) => `${flag.padEnd(width)}  ${value}`),
      ),
      ...section('What it brings', preview.parts),
      ...section(`Files (${preview.files.length})`, treeSummary(preview)),
      ...section('Containers of npm run up', preview.services),
      ...section(
        'Ports on this machine',
        preview.ports.map(({ service, address }) => `${address}  ${dim(service)}`),
      ),
      '',
      dim('Dry run: nothing was written.'),
    ].join('\n'),
  );
}

/** Prints warnings about the steps after the files. */
export function sayOutcomes({ git, install }: Outcomes, terminal: Terminal): void {
  const warn = (text: string) => terminal.complain(`${terminal.yellow('warning')} ${text}`);
  if (install?.kind === 'stopped') warn('npm install was stopped; the files are complete');
  if (git?.kind === 'stopped') warn('the first commit was stopped; the files are complete');
  if (install?.kind === 'failed') warn(`npm install failed: ${install.why}`);
  if (git?.kind === 'failed') warn(`the first commit was not made: ${git.why}`);
  if (git?.kind === 'inside-repository') {
    terminal.say('The folder is in a git repository already; what to commit is yours to decide.');
  }
  if (git?.kind === 'committed' && git.author === 'placeholder') {
    terminal.say('git knows no author here, so the first commit is signed create-arch-app.');
  }
}

/** Prints the commands to type next. */
export function sayNextSteps(
  steps: readonly NextStep[],
  notes: readonly string[],
  terminal: Terminal,
): void {
  const width = Math.max(...steps.map(({ command }) => command.length));
  const lines = steps.map(({ command, about }) =>
    `  ${terminal.cyan(command.padEnd(width))}  ${terminal.dim(about)}`.trimEnd(),
  );
  terminal.say(['', 'Next:', ...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n'));
}

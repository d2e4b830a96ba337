import type { Preview, PublishedPort } from '../plan/preview.ts';
import { treeSummary } from '../plan/preview.ts';
import { wrapAfter } from '../prompts/layout.ts';
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
  terminal.say(`${terminal.bold(preview.name)} would be written to ${folder}\n`);
  terminal.say(previewText(preview, terminal));
  terminal.say(terminal.dim('\nDry run: nothing was written.'));
}

/**
 * What would be written and run: decisions, files by folder, containers, ports.
 *
 * @param columns the longest line; lines are as long as they come when not given
 */
export function previewText(
  preview: Preview,
  { bold, dim }: Terminal,
  columns = Number.POSITIVE_INFINITY,
): string {
  const { decisions, parts, files, services, ports } = preview;
  const width = Math.max(...decisions.map(({ flag }) => flag.length));
  const sections: readonly [string, readonly Entry[]][] = [
    ['Decisions', decisions.map(({ flag, value }) => [`${flag.padEnd(width)}  `, value])],
    ['What it brings', parts.map((part) => ['- ', part])],
    [`Files (${files.length})`, treeSummary(preview).map((line) => ['', line])],
    ['Containers of npm run up', services.length > 0 ? [['', services.join(', ')]] : []],
    ['Ports on this machine', ports.map((port) => portEntry(port, dim))],
  ];
  const linesOf = ([mark, text, paint = String]: Entry) =>
    wrapAfter(`  ${mark}`, text, columns).map(
      (line) => line.slice(0, mark.length + 2) + paint(line.slice(mark.length + 2)),
    );
  return sections
    .filter(([, entries]) => entries.length > 0)
    .map(([title, entries]) => [bold(title), ...entries.flatMap(linesOf)].join('\n'))
    .join('\n\n');
}

/** A mark, the text after it, and how that text is painted. */
type Entry = readonly [mark: string, text: string, paint?: Terminal['dim']];

/** Shows the default of a port, and the variable that moves it. */
function portEntry({ service, address }: PublishedPort, dim: Terminal['dim']): Entry {
  const [place, host = '', name = '', port = ''] = /^(.*):\$\{(\w+):-(\d+)\}:\d+$/.exec(
    address,
  ) ?? [address];
  return name
    ? [`${host}:${port}  `, `${service}; ${name} moves it`, dim]
    : [`${place}  `, service, dim];
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

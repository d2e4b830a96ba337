import type { Preview, PublishedPort } from '../plan/preview.ts';
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
  terminal.say(`${terminal.bold(preview.name)} would be written to ${folder}\n`);
  terminal.say(previewText(preview, terminal));
  terminal.say(terminal.dim('\nDry run: nothing was written.'));
}

/** What would be written and run: decisions, files by folder, containers, ports. */
export function previewText(preview: Preview, { bold, dim }: Terminal): string {
  const { decisions, parts, files, services, ports } = preview;
  const width = Math.max(...decisions.map(({ flag }) => flag.length));
  const sections: readonly [string, readonly string[]][] = [
    ['Decisions', decisions.map(({ flag, value }) => `${flag.padEnd(width)}  ${value}`)],
    ['What it brings', parts.map((part) => `- ${part}`)],
    [`Files (${files.length})`, treeSummary(preview)],
    ['Containers of npm run up', services.length > 0 ? [services.join(', ')] : []],
    ['Ports on this machine', ports.map((port) => portText(port, dim))],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [bold(title), ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n');
}

/** Shows the default of a port, and the variable that moves it. */
function portText({ service, address }: PublishedPort, dim: Terminal['dim']): string {
  const [place, host = '', name = '', port = ''] = /^(.*):\$\{(\w+):-(\d+)\}:\d+$/.exec(
    address,
  ) ?? [address];
  return name
    ? `${host}:${port}  ${dim(`${service}; ${name} moves it`)}`
    : `${place}  ${dim(service)}`;
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

import type { ParsedOptions } from './options.ts';
import type { Outcomes } from './report.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/**
 * Installs the dependencies and makes the first commit, which then holds the lock file. The files
 * are complete by then, so neither step undoes them; a signal ends the step that runs, and skips the next.
 */
export async function finish(
  folder: string,
  name: string,
  options: ParsedOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcomes> {
  const install = options.install ? await installed(folder, options, terminal, signal) : undefined;
  if (!options.git || signal.aborted || install?.kind === 'stopped')
    return { ...(install && { install }) };
  const { firstCommit } = await import('../shell/git.ts');
  const git = await firstCommit(folder, `Generate ${name} with create-arch-app ${version}`, signal);
  return { ...(install && { install }), git };
}

async function installed(
  folder: string,
  options: ParsedOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcomes['install']> {
  const { npmInstall } = await import('../shell/npm.ts');
  const showLines = (options.verbose ?? false) || (options.debug ?? false);
  // No spinner of clack: it takes Ctrl-C for itself and ends the process with exit code 0.
  terminal.say('Installing dependencies…');
  return npmInstall(folder, signal, (line) => showLines && terminal.say(terminal.dim(line)));
}

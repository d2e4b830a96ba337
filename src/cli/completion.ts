import { bash } from './completion-bash.ts';
import { fish } from './completion-fish.ts';
import { zsh } from './completion-zsh.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { suggestion } from '../spec/nearest.ts';
import { type Completable, completable } from './completable.ts';
import { UsageError } from './usage-error.ts';
import { type Shell, shells } from './verbs.ts';

const scripts: Record<Shell, (completable: Completable) => string> = { bash, zsh, fish };

/**
 * Prints the completion script of a shell, built from the catalogue.
 *
 * @throws UsageError on a shell that has none
 */
export async function completion(shell: string, write: (text: string) => void): Promise<ExitCode> {
  const known = shells.find((name) => name === shell);
  if (!known) {
    const message = `there is no completion for ${JSON.stringify(shell)}`;
    throw new UsageError(message, suggestion(shell, shells));
  }
  write(scripts[known](completable()));
  return exitCode.done;
}

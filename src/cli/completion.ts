import { bash } from './completion-bash.ts';
import { fish } from './completion-fish.ts';
import { zsh } from './completion-zsh.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { nearest } from '../spec/nearest.ts';
import { completable } from './completable.ts';
import { UsageError } from './usage-error.ts';

const scripts = { bash, zsh, fish };

/**
 * Prints the completion script of a shell, built from the catalogue.
 *
 * @throws UsageError on a shell that has none
 */
export async function completion(shell: string, write: (text: string) => void): Promise<ExitCode> {
  const shells = Object.keys(scripts);
  if (!Object.hasOwn(scripts, shell)) {
    const close = nearest(shell, shells);
    const valid = `valid values: ${shells.join(', ')}`;
    throw new UsageError(
      `there is no completion for ${JSON.stringify(shell)}`,
      close ? `did you mean ${close}? ${valid}` : valid,
    );
  }
  write(scripts[shell as keyof typeof scripts](completable()));
  return exitCode.done;
}

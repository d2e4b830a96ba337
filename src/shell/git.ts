import { execa } from 'execa';
import { wasStopped } from './stopped.ts';

/** What became of the repository's history. */
export type GitOutcome =
  | { readonly kind: 'committed'; readonly author: 'user' | 'placeholder' }
  /** The folder belongs to a repository already: what to commit there is the owner's decision. */
  | { readonly kind: 'inside-repository' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Makes a repository of a folder, with one commit of all that is not ignored. Where git knows no
 * author, a placeholder signs, so that a fresh machine gets its first commit too.
 *
 * @returns the outcome; a failure of git is never an error of the run
 */
export async function firstCommit(
  folder: string,
  message: string,
  signal: AbortSignal,
): Promise<GitOutcome> {
  const git = (...parameters: string[]) =>
    execa('git', parameters, { cwd: folder, cancelSignal: signal, stdin: 'ignore', env: quiet });
  try {
    if (await succeeds(git('rev-parse', '--is-inside-work-tree'))) {
      return { kind: 'inside-repository' };
    }
    const known = await succeeds(git('var', 'GIT_AUTHOR_IDENT'));
    const author = known ? [] : ['-c', `user.name=${placeholder}`, '-c', `user.email=${mail}`];
    await git('-c', 'init.defaultBranch=main', 'init', '--quiet');
    await git('add', '--all');
    await git(...author, ...noQuestions, 'commit', '--quiet', '--no-verify', '--message', message);
    return { kind: 'committed', author: known ? 'user' : 'placeholder' };
  } catch (error) {
    if (wasStopped(error, signal)) return { kind: 'stopped' };
    return { kind: 'failed', why: reason(error) };
  }
}

const placeholder = 'create-arch-app';
const mail = 'create-arch-app@localhost';

/** Keeps git from asking a person for anything. */
const quiet = { GIT_TERMINAL_PROMPT: '0' };
const noQuestions = ['-c', 'commit.gpgsign=false'];

async function succeeds(command: PromiseLike<unknown>): Promise<boolean> {
  try {
    await command;
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') throw error;
    return false;
  }
}

function reason(error: unknown): string {
  const { code, stderr, shortMessage } = error as {
    code?: string;
    stderr?: string;
    shortMessage?: string;
  };
  if (code === 'ENOENT') return 'git is not installed';
  return stderr?.trim().split('\n').at(-1) || shortMessage || String(error);
}

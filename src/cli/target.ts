import { basename, isAbsolute, resolve } from 'node:path';
import type { Answer, Answers } from '../spec/spec.ts';
import { UsageError } from './usage-error.ts';

/**
 * Adds the name that the folder argument gives, unless a flag or the spec gave one.
 *
 * @throws UsageError when the folder leads out of the working folder by `..`, or could steer a terminal
 */
export function withName(given: Answers, folder: string | undefined, cwd: string): Answers {
  if (folder === undefined) return given;
  if (!isAbsolute(folder) && folder.split(/[/\\]/).includes('..')) {
    throw new UsageError(
      `${folder} leads out of the working folder`,
      'change to the folder you mean first, or give an absolute path',
    );
  }
  if (folder.trim() === '')
    throw new UsageError('the folder is empty text', 'for example: create-arch-app shop');
  if (/[\p{Cc}\p{Bidi_Control}]/u.test(folder)) {
    throw new UsageError('the folder has control characters in its name', 'choose a plain name');
  }
  if (given.name) return given;
  const name: Answer = { value: basename(resolve(cwd, folder)), origin: { kind: 'argument' } };
  return { name, ...given };
}

/** The absolute folder to write: the argument, else one of the system's name in the working folder. */
export function targetFolder(folder: string | undefined, name: string, cwd: string): string {
  return resolve(cwd, folder ?? name);
}

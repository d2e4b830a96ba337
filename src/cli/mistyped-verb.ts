import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { UsageError } from './usage-error.ts';
import { verbs } from './verbs.ts';

/**
 * Refuses a folder that is most likely a mistyped verb: a bare word, close to a verb, that names no
 * folder yet. Written as a path, such as `./word`, it is taken as it is.
 *
 * @throws UsageError saying which verb was meant
 */
export function refuseMistypedVerb(folder: string | undefined, cwd: string): void {
  if (folder === undefined || /[/\\]/.test(folder)) return;
  const meant = Object.keys(verbs).find((verb) => isClose(folder, verb));
  if (meant === undefined || existsSync(resolve(cwd, folder))) return;
  throw new UsageError(
    `there is no command ${folder}`,
    `did you mean ${meant}? For a folder of that name, write ./${folder}`,
  );
}

/** One edit for every four letters: short verbs have too many neighbours that are good names. */
function isClose(word: string, verb: string): boolean {
  return distance(word.toLowerCase(), verb) <= Math.floor(verb.length / 4);
}

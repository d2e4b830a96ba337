import { dirname, join } from 'node:path';
import type { Tree } from '../render/tree.ts';
import { Interrupted } from './disk-error.ts';
import type { FileSystem } from './file-system.ts';

/** Files written between two looks at the signal: a few milliseconds of work. */
const batch = 100;

/**
 * Writes a tree below an existing folder.
 *
 * @throws Interrupted when the signal fires before the last file
 */
export async function stage(
  tree: Tree,
  folder: string,
  fileSystem: FileSystem,
  signal: AbortSignal | undefined,
): Promise<void> {
  const made = new Set(['.']);
  const makeFolders = (path: string): void => {
    if (made.has(path)) return;
    makeFolders(dirname(path));
    fileSystem.makeFolder(join(folder, path));
    made.add(path);
  };
  let count = 0;
  for (const [path, { contents, mode }] of tree) {
    makeFolders(dirname(path));
    fileSystem.write(join(folder, path), contents, mode);
    count += 1;
    if (count % batch === 0) await stopIfInterrupted(signal);
  }
  await stopIfInterrupted(signal);
}

/** Lets pending signals be delivered: synchronous writes hold them back. */
async function stopIfInterrupted(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new Interrupted('stopped by a signal');
}

import { join } from 'node:path';
import { DiskError } from './disk-error.ts';
import type { FileSystem } from './file-system.ts';
import type { Move } from './moves.ts';
import { incoming, journal, outgoing, type RecordedMove, readMoves } from './recorded-moves.ts';
import { staleStagings } from './staging.ts';

/**
 * Undoes the moves that were made and removes the temporary folder. Nothing was moved before the
 * journal was there.
 *
 * @throws DiskError when the disk refuses; the next run can then do it
 */
export function moveBack(
  moves: readonly Move[],
  staging: string,
  target: string,
  fileSystem: FileSystem,
): void {
  try {
    const started = fileSystem.kindOf(join(staging, journal)) !== 'absent';
    for (const { path } of started ? [...moves].reverse() : []) {
      const place = join(target, path);
      const waiting = join(staging, incoming, path);
      const kept = join(staging, outgoing, path);
      const movedIn = fileSystem.kindOf(waiting) === 'absent';
      if (movedIn && fileSystem.kindOf(place) !== 'absent') fileSystem.rename(place, waiting);
      if (fileSystem.kindOf(kept) !== 'absent') fileSystem.rename(kept, place);
    }
    fileSystem.remove(staging);
  } catch (error) {
    const message = `the disk failed, and ${target} could not be put back as it was`;
    const hint = `nothing is lost: run the same command again, which moves back what is in ${staging}`;
    throw new DiskError('failed', message, hint, error);
  }
}

/**
 * Undoes what runs that were killed left in a folder.
 *
 * @throws DiskError when files that such a run had moved in were edited since, or when a journal is
 * not one that a run of ours wrote
 */
export function undoStopped(target: string, fileSystem: FileSystem): void {
  for (const staging of staleStagings(target, fileSystem)) {
    const moves = readMoves(staging, target, fileSystem);
    const edited = moves.filter((move) => editedSince(move, staging, target, fileSystem));
    if (edited.length > 0) {
      const paths = edited.map(({ path }) => path).join(', ');
      const message = `a run that was killed had begun to write into ${target}, and ${paths} changed since`;
      const hint = `what it replaced is in ${staging}: take what you need, remove that folder, try again`;
      throw new DiskError('refused', message, hint);
    }
    moveBack(moves, staging, target, fileSystem);
  }
}

/**
 * Whether what was moved in was replaced, or it or anything in such a folder is younger than the
 * journal. Folders count too: one is changed by an old file that is moved into it.
 */
function editedSince(
  { path, made }: RecordedMove,
  staging: string,
  target: string,
  fileSystem: FileSystem,
): boolean {
  if (fileSystem.kindOf(join(staging, incoming, path)) !== 'absent') return false;
  const since = fileSystem.modified(join(staging, journal));
  const younger = (place: string): boolean => {
    const kind = fileSystem.kindOf(place);
    if (kind === 'absent') return false;
    if (fileSystem.modified(place) > since) return true;
    return kind === 'folder' && fileSystem.list(place).some((name) => younger(join(place, name)));
  };
  const place = join(target, path);
  const isReplaced = fileSystem.kindOf(place) !== 'absent' && fileSystem.identity(place) !== made;
  return isReplaced || younger(place);
}

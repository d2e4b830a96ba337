import { basename, dirname, join } from 'node:path';
import type { Tree } from '../render/tree.ts';
import { DiskError } from './disk-error.ts';
import type { FileSystem } from './file-system.ts';
import { moveBack } from './journal.ts';
import { type Move, planMoves } from './moves.ts';
import { incoming, outgoing, recordMoves, removeRecord } from './recorded-moves.ts';
import { stage } from './stage.ts';
import { stagingName } from './staging.ts';

interface MergeOptions {
  readonly force: boolean;
  readonly signal?: AbortSignal;
  readonly fileSystem: FileSystem;
}

/**
 * Brings a tree into an existing folder, all of it or nothing. The files wait in a temporary folder
 * inside the target; a journal of the moves lets this run, or after a kill the next one, move back.
 * Removing the journal is the commit.
 *
 * @returns the files that were replaced, as paths in the tree
 */
export async function mergeTree(
  tree: Tree,
  target: string,
  { force, signal, fileSystem }: MergeOptions,
): Promise<readonly string[]> {
  const moves = planMoves(tree, target, force, fileSystem);
  const staging = join(target, stagingName(basename(target) || 'root'));
  try {
    fileSystem.makeFolder(staging);
    fileSystem.makeFolder(join(staging, incoming));
    await stage(tree, join(staging, incoming), fileSystem, signal);
    recordMoves(moves, staging, fileSystem);
    for (const move of moves) makeMove(move, staging, target, fileSystem);
    removeRecord(staging, fileSystem);
  } catch (error) {
    moveBack(moves, staging, target, fileSystem);
    throw error;
  }
  discard(staging, fileSystem);
  return moves.filter((move) => move.replaces).map(({ path }) => path);
}

function makeMove(move: Move, staging: string, target: string, fileSystem: FileSystem): void {
  const place = join(target, move.path);
  if (move.replaces) {
    const kept = join(staging, outgoing, move.path);
    makeFolders(dirname(kept), staging, fileSystem);
    fileSystem.rename(place, kept);
  }
  if (fileSystem.kindOf(place) !== 'absent') {
    throw new DiskError('refused', `${place} was made by something else meanwhile`, 'try again');
  }
  fileSystem.rename(join(staging, incoming, move.path), place);
}

function makeFolders(folder: string, existing: string, fileSystem: FileSystem): void {
  if (folder === existing || fileSystem.kindOf(folder) === 'folder') return;
  makeFolders(dirname(folder), existing, fileSystem);
  fileSystem.makeFolder(folder);
}

/** The commit is made: a temporary folder that resists is left to the next run. */
function discard(staging: string, fileSystem: FileSystem): void {
  try {
    fileSystem.remove(staging);
  } catch {
    return;
  }
}

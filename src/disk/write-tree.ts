import { basename, dirname, join, relative } from 'node:path';
import type { Tree } from '../render/tree.ts';
import { DiskError, explain } from './disk-error.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { undoStopped } from './journal.ts';
import { mergeTree } from './merge.ts';
import { planMoves } from './moves.ts';
import { stage } from './stage.ts';
import { stagingName, staleStagings } from './staging.ts';

export interface WriteOptions {
  /** Replace files that are there already. */
  readonly force: boolean;
  /** Stops the work; nothing is left of it. */
  readonly signal?: AbortSignal;
  readonly fileSystem?: FileSystem;
}

export interface Written {
  /** The folder, with links followed. */
  readonly folder: string;
  /** Files that were there before, as paths in the tree. */
  readonly replaced: readonly string[];
}

/**
 * Writes a tree to a folder, all of it or nothing. A new folder is prepared beside its place and
 * renamed into it; into an existing one the parts are moved, and moved back if one fails.
 * A run that was killed leaves one temporary folder, which the next run removes.
 *
 * @param target absolute path
 * @throws DiskError when the target is refused or the disk fails; Interrupted on the signal
 */
export async function writeTree(
  tree: Tree,
  target: string,
  options: WriteOptions,
): Promise<Written> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  try {
    const folder = existingFolder(target, fileSystem);
    if (!folder) return await createFolder(tree, target, fileSystem, options.signal);
    undoStopped(folder, fileSystem);
    return { folder, replaced: await mergeTree(tree, folder, { ...options, fileSystem }) };
  } catch (error) {
    throw explain(error, target);
  }
}

/**
 * Looks, without writing, whether a tree could be written to a folder as things stand.
 *
 * @throws DiskError when something is in the way
 */
export function requireRoom(
  tree: Tree,
  target: string,
  { force, fileSystem = nodeFileSystem }: Omit<WriteOptions, 'signal'>,
): void {
  try {
    const folder = existingFolder(target, fileSystem);
    // What a run that was killed moved in is moved back before anything is written.
    if (!folder || staleStagings(folder, fileSystem).length > 0) return;
    planMoves(tree, folder, force, fileSystem);
  } catch (error) {
    throw explain(error, target);
  }
}

/**
 * The folder at a target, with a link followed; nothing where there is none yet.
 *
 * @throws DiskError when something else is there
 */
function existingFolder(target: string, fileSystem: FileSystem): string | undefined {
  const kind = fileSystem.kindOf(target);
  if (kind === 'absent') return undefined;
  const folder = kind === 'link' ? followed(target, fileSystem) : target;
  if (fileSystem.kindOf(folder) !== 'folder') throw notFolder(target);
  return folder;
}

/** Prepares the topmost folder that is missing, so that one rename brings all of the path. */
async function createFolder(
  tree: Tree,
  target: string,
  fileSystem: FileSystem,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const top = topmostMissing(target, fileSystem);
  const parent = dirname(top);
  removeStale(parent, fileSystem);
  const staging = join(parent, stagingName(basename(top)));
  try {
    let folder = staging;
    fileSystem.makeFolder(folder);
    for (const name of relative(top, target).split(/[/\\]/).filter(Boolean)) {
      folder = join(folder, name);
      fileSystem.makeFolder(folder);
    }
    await stage(tree, folder, fileSystem, signal);
    if (fileSystem.kindOf(top) !== 'absent') throw appeared(top);
    fileSystem.rename(staging, top);
  } catch (error) {
    discard(staging, fileSystem);
    throw error;
  }
  return { folder: target, replaced: [] };
}

function topmostMissing(path: string, fileSystem: FileSystem): string {
  const parent = dirname(path);
  return fileSystem.kindOf(parent) === 'absent' ? topmostMissing(parent, fileSystem) : path;
}

/** Clears up after killed runs; a folder that resists is not a reason to stop. */
function removeStale(parent: string, fileSystem: FileSystem): void {
  try {
    for (const stale of staleStagings(parent, fileSystem)) fileSystem.remove(stale);
  } catch {
    return;
  }
}

/** Removes the temporary folder of a failed run; the first error is the one to report. */
function discard(staging: string, fileSystem: FileSystem): void {
  try {
    fileSystem.remove(staging);
  } catch {
    return;
  }
}

function followed(link: string, fileSystem: FileSystem): string {
  try {
    return fileSystem.follow(link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DiskError(
      'refused',
      `${link} is a link to nothing`,
      'remove it, or choose another folder',
    );
  }
}

function notFolder(path: string): DiskError {
  return new DiskError('refused', `${path} exists and is not a folder`, 'choose another name');
}

function appeared(path: string): DiskError {
  return new DiskError(
    'refused',
    `${path} was made by something else meanwhile`,
    'look at it, then try again',
  );
}

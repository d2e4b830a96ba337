import { dirname, join } from 'node:path';
import { DiskError } from './disk-error.ts';
import type { FileSystem } from './file-system.ts';
import type { Move } from './moves.ts';

/** In the temporary folder: files on their way in, files that made room, and the list of moves. */
export const incoming = 'incoming';
export const outgoing = 'outgoing';
export const journal = 'journal.json';

/**
 * Reads the moves that a stopped run recorded. One that is missing or cut off means that no move was
 * made. The folder may come from a stranger, as in a cloned repository: what a journal says is
 * followed only where it stays inside the target.
 *
 * @throws DiskError on a journal that no run of ours wrote
 */
export function readMoves(
  staging: string,
  target: string,
  fileSystem: FileSystem,
): readonly Move[] {
  const moves = parseJournal(join(staging, journal), fileSystem);
  const places = (path: string): readonly (readonly [string, string])[] => [
    [target, path],
    [staging, `${incoming}/${path}`],
    [staging, `${outgoing}/${path}`],
  ];
  const isSafe = (move: unknown): move is Move =>
    isMove(move) && places(move.path).every(([root, path]) => hasNoLink(root, path, fileSystem));
  if (Array.isArray(moves) && moves.every(isSafe)) return moves;
  throw new DiskError(
    'refused',
    `${staging} looks like the rest of a stopped run, and was not written by one`,
    'nothing was touched: look at it, remove it, and try again',
  );
}

function parseJournal(record: string, fileSystem: FileSystem): unknown {
  if (fileSystem.kindOf(record) === 'absent') return [];
  if (fileSystem.kindOf(record) !== 'file') return undefined;
  try {
    return JSON.parse(fileSystem.read(record));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** A path that no step leads out of, on any system. */
const inside = /^(?!\.{1,2}(\/|$))[^/\\:]+(\/(?!\.{1,2}(\/|$))[^/\\:]+)*$/;

function isMove(value: unknown): value is Move {
  const { path, replaces } = Object(value) as Partial<Move>;
  return typeof path === 'string' && inside.test(path) && typeof replaces === 'boolean';
}

/** Whether every folder on the way to a path is a real one, or not there. */
function hasNoLink(root: string, path: string, fileSystem: FileSystem): boolean {
  const parent = dirname(path);
  if (parent === '.') return true;
  const kind = fileSystem.kindOf(join(root, parent));
  return (kind === 'folder' || kind === 'absent') && hasNoLink(root, parent, fileSystem);
}

import { dirname, join } from 'node:path';
import { DiskError } from './disk-error.ts';
import type { FileSystem } from './file-system.ts';
import type { Move } from './moves.ts';

/** In the temporary folder: files on their way in, files that made room, and the list of moves. */
export const incoming = 'incoming';
export const outgoing = 'outgoing';
export const journal = 'journal.json';

/** A move as the journal has it. */
export interface RecordedMove extends Move {
  /** The identity of what is moved in: anything else at its place is not ours to move back. */
  readonly made: string;
}

/** The journal: it is only followed in the very folder in which it was written. */
interface Journal {
  /** The identity of the temporary folder. */
  readonly writtenIn: string;
  readonly moves: readonly RecordedMove[];
}

/** Records the moves that are about to be made of what waits in a temporary folder. */
export function recordMoves(moves: readonly Move[], staging: string, fileSystem: FileSystem): void {
  const record: Journal = {
    writtenIn: fileSystem.identity(staging),
    moves: moves.map((move) => ({
      ...move,
      made: fileSystem.identity(join(staging, incoming, move.path)),
    })),
  };
  fileSystem.write(join(staging, journal), JSON.stringify(record), 0o600);
}

/** Takes the record of the moves away, which makes them final. */
export function removeRecord(staging: string, fileSystem: FileSystem): void {
  fileSystem.remove(join(staging, journal));
}

/**
 * Reads the moves that a stopped run recorded. One that is missing or cut off means that no move was
 * made. The folder may come from a stranger, as in a cloned repository: a journal is followed only in
 * the folder in which it was written, and where it stays inside the target.
 *
 * @throws DiskError on a journal that no run of ours wrote there
 */
export function readMoves(
  staging: string,
  target: string,
  fileSystem: FileSystem,
): readonly RecordedMove[] {
  const moves = movesOf(staging, fileSystem);
  const places = (path: string): readonly (readonly [string, string])[] => [
    [target, path],
    [staging, `${incoming}/${path}`],
    [staging, `${outgoing}/${path}`],
  ];
  const isSafe = (move: unknown): move is RecordedMove =>
    isMove(move) && places(move.path).every(([root, path]) => hasNoLink(root, path, fileSystem));
  if (Array.isArray(moves) && moves.every(isSafe)) return moves;
  throw new DiskError(
    'refused',
    `${staging} looks like the rest of a stopped run, and was not written by one here`,
    'nothing was touched: look at it, remove it, and try again',
  );
}

/** The moves of the journal; nothing where it was written elsewhere. */
function movesOf(staging: string, fileSystem: FileSystem): unknown {
  const record = join(staging, journal);
  if (fileSystem.kindOf(record) === 'absent') return [];
  if (fileSystem.kindOf(record) !== 'file') return undefined;
  try {
    const { writtenIn, moves } = Object(JSON.parse(fileSystem.read(record))) as Partial<Journal>;
    return writtenIn === fileSystem.identity(staging) ? moves : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** A path that no step leads out of, on any system. */
const inside = /^(?!\.{1,2}(\/|$))[^/\\:]+(\/(?!\.{1,2}(\/|$))[^/\\:]+)*$/;

function isMove(value: unknown): value is RecordedMove {
  const { path, replaces, made } = Object(value) as Partial<RecordedMove>;
  if (typeof replaces !== 'boolean' || typeof made !== 'string') return false;
  return typeof path === 'string' && inside.test(path);
}

/** Whether every folder on the way to a path is a real one, or not there. */
function hasNoLink(root: string, path: string, fileSystem: FileSystem): boolean {
  const parent = dirname(path);
  if (parent === '.') return true;
  const kind = fileSystem.kindOf(join(root, parent));
  return (kind === 'folder' || kind === 'absent') && hasNoLink(root, parent, fileSystem);
}

import { join } from 'node:path';
import type { Tree } from '../render/tree.ts';
import { DiskError } from './disk-error.ts';
import type { FileSystem } from './file-system.ts';

/** One rename that brings a file, or a whole folder that is not there yet, into the target. */
export interface Move {
  /** Posix path in the tree. */
  readonly path: string;
  /** Whether a file is there that has to make room. */
  readonly replaces: boolean;
}

/**
 * The fewest renames that bring a tree into an existing folder.
 *
 * @param force whether files of the folder may be replaced; folders and links to folders never are
 * @throws DiskError naming what is in the way
 */
export function planMoves(
  tree: Tree,
  target: string,
  force: boolean,
  fileSystem: FileSystem,
): readonly Move[] {
  const moves = [...movesBelow(branch(tree.keys()), '', target, fileSystem)];
  const inTheWay = moves.filter((move) => move.replaces).map((move) => move.path);
  if (inTheWay.length > 0 && !force) {
    throw new DiskError(
      'refused',
      `${target} already holds ${some(inTheWay)}`,
      'choose another folder, or add --force to replace these files',
    );
  }
  return moves;
}

/** A folder of the tree by name; a file has no branch. */
type Branch = Map<string, Branch | undefined>;

function branch(paths: Iterable<string>): Branch {
  const root: Branch = new Map();
  for (const path of paths) {
    const folders = path.split('/');
    const file = folders.pop() ?? '';
    let at = root;
    for (const folder of folders) {
      const below: Branch = at.get(folder) ?? new Map();
      at.set(folder, below);
      at = below;
    }
    at.set(file, undefined);
  }
  return root;
}

function* movesBelow(
  entries: Branch,
  prefix: string,
  target: string,
  fileSystem: FileSystem,
): Generator<Move> {
  for (const [name, below] of entries) {
    const path = `${prefix}${name}`;
    const kind = fileSystem.kindOf(join(target, path));
    if (kind === 'absent') yield { path, replaces: false };
    else if (below && kind === 'folder') yield* movesBelow(below, `${path}/`, target, fileSystem);
    else if (below && kind === 'link') throw throughLink(join(target, path));
    else if (below) throw blocked(join(target, path), 'a file', 'a folder');
    else if (kind === 'folder') throw blocked(join(target, path), 'a folder', 'a file');
    else yield { path, replaces: true };
  }
}

function throughLink(path: string): DiskError {
  return new DiskError(
    'refused',
    `${path} is a symbolic link, and nothing is written through one`,
    'replace the link by a folder, or choose another target',
  );
}

function blocked(path: string, there: string, needed: string): DiskError {
  return new DiskError(
    'refused',
    `${path} is ${there} where ${needed} has to be`,
    'move it away, or choose another target',
  );
}

const shownAtMost = 5;

function some(paths: readonly string[]): string {
  const shown = paths.slice(0, shownAtMost).join(', ');
  const rest = paths.length - shownAtMost;
  return rest > 0 ? `${shown} and ${rest} more of the files to write` : shown;
}

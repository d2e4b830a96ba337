import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';

export type EntryKind = 'absent' | 'file' | 'folder' | 'link' | 'other';

/**
 * What generation needs of a disk; tests put one in between that fails. Calls are synchronous:
 * for hundreds of small files that is several times faster than as many promises.
 * All of them throw Node's errors with their `code`.
 */
export interface FileSystem {
  /** What is at a path, without following a link. */
  kindOf(path: string): EntryKind;
  list(folder: string): readonly string[];
  /** Creates one folder below an existing one. */
  makeFolder(path: string): void;
  /** Creates a file; fails when there is one. */
  write(path: string, contents: string, mode: number): void;
  read(path: string): string;
  /** Milliseconds since the epoch when the contents last changed. */
  modified(path: string): number;
  /** Tells an entry from every other one that was ever at its path; a rename keeps it, a copy does not. */
  identity(path: string): string;
  rename(from: string, to: string): void;
  /** Removes a file or a whole folder; nothing there is fine. */
  remove(path: string): void;
  /** The path with every link followed. */
  follow(path: string): string;
}

export const nodeFileSystem: FileSystem = {
  kindOf: (path) => kindOfStats(lstatSync(path, { throwIfNoEntry: false })),
  list: (folder) => readdirSync(folder),
  makeFolder: (path) => mkdirSync(path),
  // With the encoding said, Node.js opens, writes and closes in one call.
  write: (path, contents, mode) =>
    writeFileSync(path, contents, { mode, flag: 'wx', encoding: 'utf8' }),
  read: (path) => readFileSync(path, 'utf8'),
  modified: (path) => lstatSync(path).mtimeMs,
  identity(path) {
    const { ino, birthtimeNs } = lstatSync(path, { bigint: true });
    return `${ino}-${birthtimeNs}`;
  },
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
  follow: (path) => realpathSync(path),
};

function kindOfStats(stats: Stats | undefined): EntryKind {
  if (!stats) return 'absent';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'other';
}

/** A file to write: its text, and its permission bits (0o644 or 0o755, cut by the umask). */
export interface TreeFile {
  readonly contents: string;
  readonly mode: number;
}

/** A repository in memory: posix relative path → file. */
export type Tree = ReadonlyMap<string, TreeFile>;

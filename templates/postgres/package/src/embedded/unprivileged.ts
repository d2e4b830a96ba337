import { spawnSync } from 'node:child_process';
import { chown } from 'node:fs/promises';

/** User and group `nobody` on Linux. */
const nobody = 65534;

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

const isRoot = process.getuid?.() === 0;

/**
 * The command in a form that Postgres accepts: it refuses to run as root, which is common in
 * containers. A user namespace is tried first, since the files then stay ours and may be in any
 * place; where the container forbids it, the command runs as `nobody`.
 */
export function unprivileged(file: string, args: readonly string[]): Command {
  if (!isRoot) return { file, args };
  if (hasNamespaces()) return { file: 'unshare', args: [...namespace, file, ...args] };
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  return { file: 'setpriv', args: [...user, file, ...args] };
}

/** Gives a path to the user of `unprivileged`. */
export async function own(path: string): Promise<void> {
  if (isRoot && !hasNamespaces()) await chown(path, nobody, nobody);
}

/** Our own user under another number. */
const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];

function hasNamespaces(): boolean {
  return spawnSync('unshare', [...namespace, 'true']).status === 0;
}

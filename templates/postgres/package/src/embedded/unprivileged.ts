import { chown } from 'node:fs/promises';

/** User and group `nobody` on Linux. */
const nobody = 65534;

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

const isRoot = process.getuid?.() === 0;

/**
 * The command as a user that Postgres accepts: it refuses to run as root. The right to pass folders
 * is kept, so that a project below /root works as well.
 */
export function unprivileged(file: string, args: readonly string[]): Command {
  if (!isRoot) return { file, args };
  const user = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return { file: 'setpriv', args: [...user, ...rights, file, ...args] };
}

/** Gives a path to the user of `unprivileged`. */
export async function own(path: string): Promise<void> {
  if (isRoot) await chown(path, nobody, nobody);
}

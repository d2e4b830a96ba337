import { delimiter, sep } from 'node:path';

/**
 * The environment of a person who calls npm in their own folder: this process's own, less what
 * `npm run` added to it.
 */
export function userEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !addedByNpm.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

/** The same without the Node.js of this repository: the one the machine itself has. */
export function withSystemNode(env: Record<string, string>): Record<string, string> {
  const bin = `${sep}node_modules${sep}`;
  const path = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !`${folder}${sep}`.includes(bin));
  return { ...env, PATH: path.join(delimiter) };
}

const addedByNpm = /^(npm_(?!config_)|npm_config_local_prefix$|INIT_CWD$|NODE$)/;

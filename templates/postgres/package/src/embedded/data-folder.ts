import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { binaries } from './binaries.ts';
import { own, unprivileged } from './unprivileged.ts';

/** The folder that belongs to the server, below ours. */
export const clusterOf = (folder: string) => join(folder, 'cluster');

const passwordFile = (folder: string) => join(folder, 'password');

/** Password of the owner of the database, made when the folder was initialised. */
export function readPassword(folder: string): Promise<string> {
  return readFile(passwordFile(folder), 'utf8');
}

/** Makes an empty database cluster, unless there is one. Interrupted, it starts anew next time. */
export async function initialise(folder: string): Promise<void> {
  if (existsSync(clusterOf(folder))) return;
  const unfinished = join(folder, 'unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(passwordFile(folder), randomBytes(18).toString('base64url'), { mode: 0o600 });
  await mkdir(unfinished);
  await Promise.all([folder, passwordFile(folder), unfinished].map(own));
  const { file, args } = unprivileged(binaries().initdb, [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    `--pwfile=${passwordFile(folder)}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]);
  await promisify(execFile)(file, args);
  await rename(unfinished, clusterOf(folder));
}

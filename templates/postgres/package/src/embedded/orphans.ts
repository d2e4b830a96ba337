import { existsSync, lstatSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { clusterOf, readPassword } from './data-folder.ts';

/** Holds the id of the process that started the server on this folder. */
export const ownerFile = (folder: string) => join(folder, 'owner.pid');

/** Start of the name of temporary folders; the id of the process that owns one follows. */
export const temporaryPrefix = 'embedded-postgres-';

/** Removes temporary folders whose owner was killed, and stops their servers. */
export async function sweepTemporary(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const owner = Number(name.slice(temporaryPrefix.length).split('-')[0]);
    const folder = join(tmpdir(), name);
    if (isAlive(owner) || !isMine(folder)) continue;
    await stopOrphan(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Stops the server on a folder when the process that started it was killed, and removes what would
 * keep a new one from starting.
 *
 * @throws Error when that process is alive, with its id
 */
export async function stopOrphan(folder: string): Promise<void> {
  const lock = join(clusterOf(folder), 'postmaster.pid');
  const [pid = '', , , port = ''] = (await readIfAny(lock)).split('\n');
  if (!isAlive(Number(pid))) return;
  const owner = Number(await readIfAny(ownerFile(folder)));
  if (owner !== process.pid && isAlive(owner)) {
    throw new Error(`the database in ${folder} is in use by process ${owner}: stop that one first`);
  }
  // The id in the lock may belong to another program by now, after a restart of the machine.
  if (!(await answers(folder, Number(port)))) return rm(lock);
  process.kill(Number(pid), 'SIGINT');
  // The lock goes last. The process may stay as a zombie where nothing reaps orphans.
  while (existsSync(lock)) await wait(20);
}

async function answers(folder: string, port: number): Promise<boolean> {
  const [user, password] = ['postgres', await readPassword(folder)];
  const client = new pg.Client({ host: '127.0.0.1', port, user, password });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // Any answer but success means a server that starts, recovers or stops.
    return error instanceof pg.DatabaseError && error.code?.startsWith('57P0') === true;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** False also for what another process has swept meanwhile. */
function isMine(path: string): boolean {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  return entry !== undefined && (process.getuid === undefined || entry.uid === process.getuid());
}

async function readIfAny(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

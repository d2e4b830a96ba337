import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { initialise, readPassword } from './data-folder.ts';
import { freePort } from './free-port.ts';
import { stopOrphan, sweepTemporary, temporaryPrefix } from './orphans.ts';
import { launch } from './server-process.ts';

export interface EmbeddedPostgres {
  /** Connection string of the owner, for the database `postgres`. */
  readonly url: string;
  /** Stops the server, which ends open connections; removes a temporary folder. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Where the data is kept; undefined: in a temporary folder, without care for durability. */
  readonly folder: string | undefined;
}

/**
 * Starts a real PostgreSQL server on a free port of 127.0.0.1, from binaries that npm installs: for
 * development and tests. What an earlier process left running or locked when it was killed is cleaned
 * up first.
 *
 * @throws Error when another living process uses the folder, with its id
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const temporary = options.folder === undefined;
  const folder = options.folder ? resolve(options.folder) : await temporaryFolder();
  await stopOrphan(folder);
  await initialise(folder);
  const port = await freePort();
  const server = await launch({ folder, port, durable: !temporary });
  const password = await readPassword(folder);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      if (temporary) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function temporaryFolder(): Promise<string> {
  await sweepTemporary();
  return mkdtemp(join(tmpdir(), `${temporaryPrefix}${process.pid}-`));
}

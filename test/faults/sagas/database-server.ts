import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from './generated.ts';

/** The server with the databases of all services, and of the brokers where these are embedded. */
export interface DatabaseServer {
  /** As its administrator. */
  readonly url: string;
  /** Ends it, in order or as a crash does, and starts it again at the same address. */
  restart(how: 'in-order' | 'crash'): Promise<void>;
  stop(): Promise<void>;
}

interface ServerProcess {
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL of a generated repository on a fixed port of 127.0.0.1. */
export async function startDatabaseServer(
  repository: string,
  folder: string,
  port: number,
): Promise<DatabaseServer> {
  const embedded = 'packages/database/src/embedded';
  const { launch } = await load<{ launch(options: object): Promise<ServerProcess> }>(
    repository,
    `${embedded}/server-process.ts`,
  );
  const { initialise, readPassword } = await load<{
    initialise(folder: string): Promise<void>;
    readPassword(folder: string): Promise<string>;
  }>(repository, `${embedded}/data-folder.ts`);
  await initialise(folder);
  const start = () => launch({ folder, port, durable: true });
  let server = await start();
  return {
    url: `postgres://postgres:${await readPassword(folder)}@127.0.0.1:${port}/postgres`,
    async restart(how) {
      if (how === 'crash') await crash(folder);
      await server.stop();
      server = await start();
    },
    stop: () => server.stop(),
  };
}

/** SIGQUIT ends all processes of PostgreSQL where they are; the next start recovers. */
async function crash(folder: string): Promise<void> {
  const [pid = ''] = readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGQUIT');
  while (isAlive(Number(pid))) await sleep(20);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

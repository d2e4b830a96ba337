import { randomBytes } from 'node:crypto';
import { createPool, type Database } from '@app/database';
import { startEmbedded } from '@app/database/embedded';
import { type ServiceEntry, services } from '../services.ts';

/** One server with a database for each service. */
export interface DatabaseServer {
  /** Makes the database of a service, unless there is one, and lets nobody but its role in. */
  provide(name: string): Promise<ServiceDatabase>;
  stop(): Promise<void>;
}

/** The server, and the database in it of each service. */
export interface Databases {
  readonly server: DatabaseServer;
  readonly ofServices: ReadonlyMap<ServiceEntry, ServiceDatabase>;
}

/** Connection strings of one database. */
export interface ServiceDatabase {
  /** With the rights to migrate. */
  readonly ownerUrl: string;
  /** With the rights of the service, which reach no other database. */
  readonly url: string;
  /** The state of the code that it was last brought up to date with; undefined for none. */
  readonly preparedFor: string | undefined;
}

/** Opens the server, and sees to it that each service has its database. */
export async function openDatabases(folder: string): Promise<Databases> {
  const server = await openServer(folder);
  const ofServices = new Map<ServiceEntry, ServiceDatabase>();
  for (const service of services) {
    ofServices.set(service, await server.provide(service.database));
  }
  return { server, ofServices };
}

/** The server that POSTGRES_URL names, as its administrator; else an embedded one that keeps its data in a folder. */
export async function openServer(folder: string | undefined): Promise<DatabaseServer> {
  const { POSTGRES_URL: given } = process.env;
  const embedded = given ? undefined : await startEmbedded({ folder });
  const serverUrl = embedded?.url ?? String(given);
  const pool = createPool({ url: serverUrl, max: 1, onError: () => undefined });
  return {
    async provide(name) {
      const password = randomBytes(18).toString('base64url');
      const preparedFor = await provideDatabase(pool, name, password);
      const ownerUrl = withParts(serverUrl, { pathname: name });
      return { ownerUrl, url: withParts(ownerUrl, { username: name, password }), preparedFor };
    },
    async stop() {
      await pool.close();
      await embedded?.stop();
    },
  };
}

/** Notes in a database what code it is up to date with; a database that is made anew knows nothing. */
export async function notePrepared({ ownerUrl }: ServiceDatabase, code: string): Promise<void> {
  const pool = createPool({ url: ownerUrl, max: 1, onError: () => undefined });
  const name = new URL(ownerUrl).pathname.slice(1);
  await pool.query(`COMMENT ON DATABASE "${name}" IS '${code}'`).finally(pool.close);
}

/** @returns the note in the database */
async function provideDatabase(
  server: Database,
  name: string,
  password: string,
): Promise<string | undefined> {
  const [database] = await server.query<{ note: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1`,
    [name],
  );
  if (!database) await server.query(`CREATE DATABASE "${name}"`);
  const roles = await server.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  // By default, every role may connect to every database.
  await server.query(`
    ${roles.length > 0 ? 'ALTER' : 'CREATE'} ROLE "${name}" LOGIN PASSWORD '${password}';
    REVOKE ALL ON DATABASE "${name}", postgres FROM PUBLIC;
    GRANT CONNECT ON DATABASE "${name}" TO "${name}"`);
  return database?.note ?? undefined;
}

function withParts(url: string, parts: Partial<URL>): string {
  return Object.assign(new URL(url), parts).href;
}

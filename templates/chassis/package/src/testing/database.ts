import { randomUUID } from 'node:crypto';
import { createPool } from '@app/database';
import { startEmbedded } from '@app/database/embedded';

/** A database for one test file, empty and used by nothing else. */
export interface TestDatabase {
  /** Connection string with the rights of the service. */
  readonly url: string;
  /** Connection string with the rights of the owner. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

/** On the server of TEST_POSTGRES_URL, or on one of its own when a file runs alone. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? undefined : await startEmbedded({ folder: undefined });
  const serverUrl = server?.url ?? String(given);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const ownerUrl = withParts(serverUrl, { pathname: name });
  return {
    // A role of its own: roles are of the whole server, and test files run at the same time.
    url: withParts(ownerUrl, { username: name, password: name }),
    ownerUrl,
    async close() {
      await execute(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await execute(serverUrl, `DROP ROLE IF EXISTS ${name}`);
      await server?.stop();
    },
  };
}

function withParts(url: string, parts: Partial<URL>): string {
  return Object.assign(new URL(url), parts).href;
}

async function execute(url: string, sql: string): Promise<void> {
  const pool = createPool({ url, max: 1, onError: () => undefined });
  await pool.query(sql).finally(() => pool.close());
}

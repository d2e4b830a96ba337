import { randomUUID } from 'node:crypto';
import { createPool } from '@app/database';
import { type EmbeddedPostgres, startEmbedded } from '@app/database/embedded';
import { migrateModules } from '../src/migrations.ts';

/** Databases for tests: each is migrated, empty and used by nothing else. */
export interface TestDatabase {
  /** Connection string with the rights of the application. */
  readonly url: string;
  /** Connection string with the rights of the owner. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

let shared: EmbeddedPostgres | undefined;

/** Run by the test runner before all files: one server for all of them, unless one is given. */
export async function globalSetup(): Promise<void> {
  if (process.env.TEST_POSTGRES_URL) return;
  shared = await startEmbedded({ folder: undefined });
  process.env.TEST_POSTGRES_URL = shared.url;
}

/** Run by the test runner after all files. */
export async function globalTeardown(): Promise<void> {
  await shared?.stop();
}

/** A new database on the server of TEST_POSTGRES_URL, or on one of its own when a file runs alone. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? undefined : await startEmbedded({ folder: undefined });
  const serverUrl = given ?? server?.url ?? '';
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const ownerUrl = withParts(serverUrl, { pathname: name });
  const url = withParts(ownerUrl, { username: 'test_app', password: 'test_app' });
  await migrateModules({ ownerUrl, appUrl: url, log: () => undefined });
  return {
    url,
    ownerUrl,
    async close() {
      await execute(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
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

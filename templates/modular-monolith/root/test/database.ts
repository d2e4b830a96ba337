import { randomUUID } from 'node:crypto';
import { createPool } from '@app/database';
import { startEmbedded } from '@app/database/embedded';
import { migrateModules } from '../src/migrations.ts';

/** Databases for tests: each is migrated, empty and used by nothing else. */
export interface TestDatabase {
  /** Connection string with the rights of the application. */
  readonly url: string;
  /** Connection string with the rights of the owner. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

let shared: Template | undefined;

/** Run by the test runner before all files: one server for all of them, unless one is given. */
export async function globalSetup(): Promise<void> {
  shared = await openTemplate();
  process.env.TEST_POSTGRES_URL = shared.serverUrl;
  process.env.TEST_TEMPLATE = shared.name;
}

/** Run by the test runner after all files. */
export async function globalTeardown(): Promise<void> {
  await shared?.close();
}

/** A copy of the template, or of one on a server of its own when a file runs alone. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { TEST_POSTGRES_URL: given, TEST_TEMPLATE: template } = process.env;
  const own = given && template ? undefined : await openTemplate();
  const serverUrl = own?.serverUrl ?? String(given);
  const name = uniqueName();
  await execute(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${own?.name ?? template}`);
  const ownerUrl = withParts(serverUrl, { pathname: name });
  return {
    url: withParts(ownerUrl, role),
    ownerUrl,
    async close() {
      await execute(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await own?.close();
    },
  };
}

/** A migrated database that others are copied from: far quicker than to migrate each. */
interface Template {
  readonly serverUrl: string;
  readonly name: string;
  close(): Promise<void>;
}

/** On the server of TEST_POSTGRES_URL, or on an embedded one. */
async function openTemplate(): Promise<Template> {
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? undefined : await startEmbedded({ folder: undefined });
  const serverUrl = server?.url ?? String(given);
  const name = uniqueName();
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const ownerUrl = withParts(serverUrl, { pathname: name });
  const appUrl = withParts(ownerUrl, role);
  await migrateModules({ ownerUrl, appUrl, log: () => undefined });
  return {
    serverUrl,
    name,
    async close() {
      await execute(serverUrl, `DROP DATABASE ${name}`);
      await server?.stop();
    },
  };
}

/** The role of the application: of the whole server, so that all its databases share it. */
const role = { username: 'test_app', password: 'test_app' };

function uniqueName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}

function withParts(url: string, parts: Partial<URL>): string {
  return Object.assign(new URL(url), parts).href;
}

async function execute(url: string, sql: string): Promise<void> {
  const pool = createPool({ url, max: 1, onError: () => undefined });
  await pool.query(sql).finally(() => pool.close());
}

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { createPool, grantAppRole, migrate, type Pool } from '../src/index.ts';
import { testServer, uniqueName } from './test-server.ts';

let server: Awaited<ReturnType<typeof testServer>>;
let owner: Pool;
let folder: string;
let schema: string;

before(async () => {
  server = await testServer();
  owner = createPool({ url: server.url, onError: () => undefined });
});

after(async () => {
  await owner.close();
  await server.stop();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  schema = uniqueName('migrate');
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);

async function run(): Promise<string[]> {
  const lines: string[] = [];
  const schemas = [{ name: schema, folder }];
  await migrate({ url: server.url, schemas, log: (line) => lines.push(line) });
  return lines;
}

test('files are applied in order, each once', async () => {
  write('0001_items.sql', 'CREATE TABLE items (id int);');
  write('0002_name.sql', 'ALTER TABLE items ADD name text; CREATE INDEX ON items (name);');
  assert.deepEqual(await run(), [`${schema}: applied 0001_items`, `${schema}: applied 0002_name`]);
  assert.deepEqual(await run(), []);
  write('0003_more.sql', 'CREATE TABLE more (id int);');
  assert.deepEqual(await run(), [`${schema}: applied 0003_more`]);
});

test('five instances that start at once apply each file once', async () => {
  write('0001_items.sql', 'SELECT pg_sleep(0.2); CREATE TABLE items (id int);');
  const lines = await Promise.all(Array.from({ length: 5 }, run));
  assert.deepEqual(lines.flat(), [`${schema}: applied 0001_items`]);
});

test('a file that fails leaves nothing behind, and the next run works', async () => {
  write('0001_items.sql', 'CREATE TABLE items (id int);');
  write('0002_wrong.sql', 'CREATE TABLE wrong (id nonsense);');
  await assert.rejects(run(), /nonsense/);
  const tables = await owner.query('SELECT 1 FROM pg_tables WHERE schemaname = $1', [schema]);
  assert.ok(tables.length <= 1, 'only the record of migrations may exist');
  write('0002_wrong.sql', 'CREATE TABLE wrong (id int);');
  assert.equal((await run()).length, 2);
});

test('a file slipped in before one that was applied is refused', async () => {
  write('0002_items.sql', 'CREATE TABLE items (id int);');
  await run();
  write('0001_before.sql', 'CREATE TABLE earlier (id int);');
  await assert.rejects(run(), /preceding/);
});

test('the role of the application reads and writes rows, and can do nothing else', async (t) => {
  write('0001_items.sql', 'CREATE TABLE items (id int);');
  await run();
  const appUrl = roleUrl('app', 'first');
  const grant = () => grantAppRole({ ownerUrl: server.url, appUrl, schemas: [schema] });
  await Promise.all([grant(), grant(), grant()]);
  const app = createPool({ url: appUrl, onError: () => undefined });
  t.after(() => app.close());
  await app.query(`INSERT INTO ${schema}.items VALUES (1)`);
  await app.query(`UPDATE ${schema}.items SET id = 2`);
  assert.deepEqual(await app.query(`DELETE FROM ${schema}.items RETURNING id`), [{ id: 2 }]);
  for (const sql of [
    `CREATE TABLE ${schema}.other (id int)`,
    `ALTER TABLE ${schema}.items ADD name text`,
    `DROP TABLE ${schema}.items`,
    `TRUNCATE ${schema}.items`,
    `DELETE FROM ${schema}.migrations`,
    `CREATE SCHEMA ${schema}_2`,
    'CREATE TABLE public.other (id int)',
    "COPY (SELECT 1) TO PROGRAM 'true'",
  ]) {
    await assert.rejects(app.query(sql), /permission denied|must be owner/, sql);
  }
});

test('another password in the address becomes the password of the role', async (t) => {
  write('0001_items.sql', 'CREATE TABLE items (id int);');
  await run();
  const role = uniqueName('role');
  for (const password of ['first', "se'co\\nd"]) {
    const appUrl = roleUrl(role, password);
    await grantAppRole({ ownerUrl: server.url, appUrl, schemas: [schema] });
    const app = createPool({ url: appUrl, onError: () => undefined });
    t.after(() => app.close());
    await app.ping();
  }
});

function roleUrl(username: string, password: string): string {
  return Object.assign(new URL(server.url), { username, password }).href;
}

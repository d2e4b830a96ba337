import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createPool } from '@app/database';
import {
  type DatabaseServer,
  notePrepared,
  openServer,
  type ServiceDatabase,
} from '../scripts/dev/databases.ts';
import { services } from '../scripts/services.ts';

let server: DatabaseServer;
const databases = new Map<string, ServiceDatabase>();

before(async () => {
  server = await openServer(undefined);
  for (const { database } of services) {
    databases.set(database, await server.provide(database));
    await query(databases.get(database)?.ownerUrl, 'CREATE TABLE secret (value text)');
  }
});

after(() => server.stop());

test('a service reaches its own database', async () => {
  for (const { url } of databases.values()) assert.ok(await query(url, 'SELECT 1'));
});

test('a service may not even connect to the database of another', async () => {
  for (const [own, { url }] of databases) {
    for (const other of [...databases.keys(), 'postgres'].filter((name) => name !== own)) {
      const foreign = Object.assign(new URL(url), { pathname: other }).href;
      const message = `permission denied for database "${other}"`;
      await assert.rejects(query(foreign, 'SELECT 1'), { code: '42501', message });
    }
  }
});

test('a service cannot read what its migrations do not grant, even in its own database', async () => {
  for (const { url } of databases.values()) {
    await assert.rejects(query(url, 'SELECT * FROM secret'), { code: '42501' });
  }
});

test('providing a database again keeps what is in it', async () => {
  for (const [name, { ownerUrl }] of databases) {
    await query(ownerUrl, "INSERT INTO secret VALUES ('kept')");
    const again = await server.provide(name);
    assert.deepEqual(await query(again.ownerUrl, 'SELECT value FROM secret'), [{ value: 'kept' }]);
    assert.ok(await query(again.url, 'SELECT 1'));
  }
});

test('a database knows what code it was brought up to date with', async () => {
  for (const [name, database] of databases) {
    assert.equal(database.preparedFor, undefined);
    await notePrepared(database, 'a1b2');
    assert.equal((await server.provide(name)).preparedFor, 'a1b2');
  }
});

async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const pool = createPool({ url: String(url), max: 1, onError: () => undefined });
  return pool.query(sql).finally(() => pool.close());
}

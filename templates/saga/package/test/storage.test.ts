import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sqlStorage } from '@app/chassis';
import { createTestDatabase, type TestDatabase, until } from '@app/chassis/testing';
import { createSagas, withSagas } from '../src/index.ts';

import { trip } from './trip.ts';

const log = { info() {}, warn() {}, error() {} };

const storage = withSagas(
  sqlStorage({ schema: 'notes', migrations: `${import.meta.dirname}/migrations` }),
);

const nothing = async () => undefined;

const sagas = createSagas<string>(trip, { send: nothing, turned: nothing, ended: nothing });

let database: TestDatabase;

before(async () => {
  database = await createTestDatabase();
  const { url: appUrl, ownerUrl } = database;
  await storage.prepare({ ownerUrl, appUrl, log: () => undefined });
});

after(() => database.close());

test('a service with sagas measures those that are under way', async () => {
  const { store, gauges, close } = storage.open(database.url, log);
  const read = async (name: string) => (await gauges[name]?.read()) ?? Number.NaN;
  const { transaction } = store;
  const ids: string[] = [];
  for (const key of ['a', 'b', 'c', 'd']) {
    ids.push((await transaction((tx) => sagas.start(tx, key, key))).id);
  }
  await transaction((tx) => sagas.abort(tx, ids[0] ?? ''));
  await store.query("UPDATE saga.sagas SET state = 'stuck' WHERE key = 'b'");
  await store.query("UPDATE saga.sagas SET state = 'completed', ended_at = now() WHERE key = 'd'");
  await until(async () => (await read('sagas_running')) === 1);
  assert.deepEqual([await read('sagas_compensating'), await read('sagas_stuck')], [1, 1]);
  assert.ok((await read('sagas_oldest_seconds')) > 0);

  await close();
  await until(async () => Number.isNaN(await read('sagas_running')));
});

test('sagas that ended a month ago are trimmed, with what is recorded of them', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { store, close } = storage.open(database.url, log);
  t.after(close);
  await store.query('DELETE FROM saga.sagas');
  for (const key of ['old', 'recent', 'open']) {
    await store.transaction((tx) => sagas.start(tx, key, key));
  }
  const end = (key: string, days: number) =>
    store.query(
      `UPDATE saga.sagas SET state = 'completed', deadline = NULL,
         ended_at = now() - $2 * interval '1 day' WHERE key = $1`,
      [key, days],
    );
  await end('old', 31);
  await end('recent', 29);
  t.mock.timers.tick(3_600_000);
  const known = () => store.query('SELECT key FROM saga.sagas ORDER BY key');
  await until(async () => (await known()).length === 2);
  assert.deepEqual(await known(), [{ key: 'open' }, { key: 'recent' }]);
  assert.equal((await store.query('SELECT FROM saga.transitions')).length, 2);
});

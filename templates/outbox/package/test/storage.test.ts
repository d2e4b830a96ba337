import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sqlStorage } from '@app/chassis';
import { createTestDatabase, type TestDatabase, until } from '@app/chassis/testing';
import { append, once, withOutbox } from '../src/index.ts';
import { message, RecordingBroker } from './test-outbox.ts';

const log = { info() {}, warn() {}, error() {} };

const storage = withOutbox(
  sqlStorage({ schema: 'notes', migrations: `${import.meta.dirname}/migrations` }),
);

let database: TestDatabase;

before(async () => {
  database = await createTestDatabase();
  const { url: appUrl, ownerUrl } = database;
  await storage.prepare({ ownerUrl, appUrl, log: () => undefined });
});

after(() => database.close());

test('a service with an outbox publishes, measures what waits, and stops its relays on closing', async () => {
  const { store, gauges, close } = storage.open(database.url, log);

  const read = async (name: string) => (await gauges[name]?.read()) ?? Number.NaN;
  await store.transaction(async (transaction) => {
    await transaction.query("INSERT INTO notes.notes VALUES ('a note')");
    await append(transaction, { broker: 'log', destination: 'notes', messages: [message()] });
  });
  await until(
    async () => (await read('outbox_messages')) === 1 && (await read('outbox_oldest_seconds')) > 0,
  );

  const publisher = new RecordingBroker();
  store.startRelay({ broker: 'log', publisher, log });
  await until(
    async () =>
      (await read('outbox_messages')) === 0 && (await read('outbox_oldest_seconds')) === 0,
  );
  assert.deepEqual(publisher.destinations, ['notes']);

  await close();
  await until(async () => Number.isNaN(await read('outbox_messages')));
});

test('records of messages that were handled long ago are trimmed', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { store, close } = storage.open(database.url, log);
  t.after(close);
  const [old, recent] = [randomUUID(), randomUUID()];
  for (const id of [old, recent]) await once(store, 'notes', id, async () => undefined);
  await store.query(
    `UPDATE outbox.received SET received_at = now() - interval '400 days' WHERE message_id = $1`,
    [old],
  );
  t.mock.timers.tick(3_600_000);
  const known = () => store.query('SELECT message_id FROM outbox.received');
  await until(async () => (await known()).length === 1);
  assert.deepEqual(await known(), [{ message_id: recent }]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sqlStorage } from '@app/chassis';
import { createTestDatabase } from '@app/chassis/testing';
import { append, withOutbox } from '../src/index.ts';
import { message, RecordingBroker, until } from './test-outbox.ts';

const log = { info() {}, warn() {}, error() {} };

test('a service with an outbox publishes, measures what waits, and stops its relays on closing', async (t) => {
  const { url, ownerUrl, close } = await createTestDatabase();
  t.after(close);
  const migrations = `${import.meta.dirname}/migrations`;
  const storage = withOutbox(sqlStorage({ schema: 'notes', migrations }));
  await storage.prepare({ ownerUrl, appUrl: url, log: () => undefined });
  const { store, gauges, close: closeStore } = storage.open(url, log);

  const read = (name: string) => gauges[name]?.read() ?? Number.NaN;
  await store.transaction(async (transaction) => {
    await transaction.query("INSERT INTO notes.notes VALUES ('a note')");
    await append(transaction, { broker: 'log', destination: 'notes', messages: [message()] });
  });
  await until(() => read('outbox_messages') === 1 && read('outbox_oldest_seconds') > 0);

  const publisher = new RecordingBroker();
  store.startRelay({ broker: 'log', publisher, log });
  await until(() => read('outbox_messages') === 0 && read('outbox_oldest_seconds') === 0);
  assert.deepEqual(publisher.destinations, ['notes']);

  await closeStore();
  await until(() => Number.isNaN(read('outbox_messages')));
});

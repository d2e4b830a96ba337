import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { createPool } from '@app/database';
import { maximumBytes, OversizedMessage } from '@app/messages';
import { append } from '../src/index.ts';
import { message, openTestOutbox, send, type TestOutbox, waiting } from './test-outbox.ts';

let outbox: TestOutbox;

before(async () => {
  outbox = await openTestOutbox();
});

after(() => outbox.close());

test('a transaction that rolls back leaves nothing to publish', async () => {
  const before = await waiting(outbox);
  const failing = outbox.pool.transaction(async (transaction) => {
    await append(transaction, { broker: 'log', destination: 'topic', messages: [message()] });
    throw new Error('refused');
  });
  await assert.rejects(failing, /refused/);
  assert.equal(await waiting(outbox), before);
});

test('a message too large for a broker fails its transaction, and not the relay', async () => {
  const large = message({ body: 'x'.repeat(maximumBytes) });
  await assert.rejects(send(outbox.pool, [large]), OversizedMessage);
});

test('a transaction waits for an earlier one with the same key, whose messages all go first', async () => {
  const first = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const slow = outbox.pool.transaction(async (transaction) => {
    const tell = (body: string) =>
      append(transaction, {
        broker: 'log',
        destination: 'topic',
        messages: [message({ key: 'contended', body })],
      });
    await tell('1');
    began.resolve();
    await first.promise;
    await tell('2');
  });
  await began.promise;
  const quick = send(outbox.pool, [message({ key: 'contended', body: '3' })]);
  await send(outbox.pool, [message({ key: 'another' })]);
  await until(waitsForLock);
  first.resolve();
  await Promise.all([slow, quick]);
  const sql = "SELECT body FROM outbox.messages WHERE key = 'contended' ORDER BY position";
  assert.deepEqual(await outbox.pool.query(sql), [{ body: '1' }, { body: '2' }, { body: '3' }]);
});

test('messages of one call keep their order', async () => {
  const bodies = Array.from({ length: 50 }, (_, index) => String(index));
  await send(
    outbox.pool,
    bodies.map((body) => message({ key: 'listed', body })),
  );
  const sql = "SELECT body FROM outbox.messages WHERE key = 'listed' ORDER BY position";
  const rows = await outbox.pool.query<{ body: string }>(sql);
  assert.deepEqual(
    rows.map(({ body }) => body),
    bodies,
  );
});

test('transactions with the same keys in another order do not wait for each other', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => message({ key: `key ${index}` }));
  const both = Array.from({ length: 10 }, () => [
    send(outbox.pool, keys),
    send(outbox.pool, keys.toReversed()),
  ]);
  await Promise.all(both.flat());
});

test('the service itself cannot change the tables', async () => {
  const { url } = outbox;
  const pool = createPool({ url, onError: () => undefined });
  await assert.rejects(pool.query('DROP TABLE outbox.messages'), /must be owner/);
  await pool.close();
});

async function waitsForLock(): Promise<boolean> {
  const sql = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  return (await outbox.pool.query(sql)).length > 0;
}

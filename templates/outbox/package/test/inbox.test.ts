import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { append, forgetReceived, once, onceEach } from '../src/index.ts';
import { message, openTestOutbox, type TestOutbox, waiting } from './test-outbox.ts';

let outbox: TestOutbox;

before(async () => {
  outbox = await openTestOutbox();
});

after(() => outbox.close());

/** Handles a message whose effect is a message in the outbox. */
function handle(id: string, consumer = 'billing', fail = false): Promise<boolean> {
  return outbox.pool.transaction((transaction) =>
    once(transaction, consumer, id, async () => {
      const messages = [message({ key: id })];
      await append(transaction, { broker: 'log', destination: 'topic', messages });
      if (fail) throw new Error('no effect');
    }),
  );
}

async function effectsOf(id: string): Promise<number> {
  const sql = 'SELECT count(*) AS n FROM outbox.messages WHERE key = $1';
  const [row] = await outbox.pool.query<{ n: number }>(sql, [id]);
  return row?.n ?? Number.NaN;
}

async function waitsForTransaction(): Promise<boolean> {
  const sql = "SELECT FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted";
  return (await outbox.pool.query(sql)).length > 0;
}

test('a message that comes again takes no effect again', async () => {
  const id = randomUUID();
  assert.deepEqual([await handle(id), await handle(id)], [true, false]);
  assert.equal(await effectsOf(id), 1);
});

test('of many deliveries at once one takes effect', async () => {
  const id = randomUUID();
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => handle(id)));
  assert.equal(outcomes.filter(Boolean).length, 1);
  assert.equal(await effectsOf(id), 1);
});

test('a message whose effect failed was not received, and may come again', async () => {
  const id = randomUUID();
  await assert.rejects(handle(id, 'billing', true), /no effect/);
  assert.equal(await effectsOf(id), 0);
  assert.equal(await handle(id), true);
});

test('a delivery that waited for one that failed takes effect', async () => {
  const id = randomUUID();
  const begun = Promise.withResolvers<void>();
  const failing = outbox.pool.transaction((transaction) =>
    once(transaction, 'billing', id, async () => {
      begun.resolve();
      await until(waitsForTransaction);
      throw new Error('no effect');
    }),
  );
  await begun.promise;
  const outcomes = await Promise.allSettled([failing, handle(id)]);
  assert.equal(outcomes[0].status, 'rejected');
  assert.deepEqual(outcomes[1], { status: 'fulfilled', value: true });
});

test('each consumer receives a message for itself', async () => {
  const id = randomUUID();
  assert.deepEqual([await handle(id, 'billing'), await handle(id, 'stock')], [true, true]);
});

/** Handles several messages in one transaction; resolves with the ids of those that took effect. */
async function handleEach(ids: readonly string[], fail?: string): Promise<readonly string[]> {
  const effective: string[] = [];
  const received = ids.map((id) => ({ id }));
  await outbox.pool.transaction((transaction) =>
    onceEach(transaction, 'billing', received, async ({ id }) => {
      if (id === fail) throw new Error('no effect');
      effective.push(id);
    }),
  );
  return effective;
}

test('of several messages those that are new take effect, each once and in their order', async () => {
  const ids = Array.from({ length: 20 }, () => randomUUID());
  const [known = '', ...others] = ids;
  await handle(known);
  const again = String(others[3]).toUpperCase();
  assert.deepEqual(await handleEach([...ids, again, known]), others);
  assert.deepEqual(await handleEach([...ids.toReversed(), ...ids]), []);
});

test('when one of several messages fails none was received', async () => {
  const ids = Array.from({ length: 5 }, () => randomUUID());
  await assert.rejects(handleEach(ids, ids[4]), /no effect/);
  assert.deepEqual(await handleEach(ids), ids);
});

test('of several deliveries of the same messages at once, in any order, each takes effect once', async () => {
  const ids = Array.from({ length: 200 }, () => randomUUID());
  const orders = [ids, ids.toReversed(), ids.toSorted(), ids.slice(50), ids.slice(0, 150)];
  const effective = (await Promise.all(orders.map((order) => handleEach(order)))).flat();
  assert.deepEqual(effective.sort(), ids.toSorted());
});

test('what was received long ago is forgotten, and no more than that', async () => {
  const [old, recent] = [randomUUID(), randomUUID()];
  await handle(old);
  await handle(recent);
  await outbox.pool.query(
    "UPDATE outbox.received SET received_at = now() - interval '2 hours' WHERE message_id = $1",
    [old],
  );
  assert.equal(await forgetReceived(outbox.pool, 3_600_000), 1);
  assert.deepEqual([await handle(recent), await handle(old)], [false, true]);
  assert.ok((await waiting(outbox)) > 0);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { Consumer } from '../src/consumption/consumer.ts';
import type { Assign, Claim, LogRecord, Position } from '../src/consumption/membership.ts';
import type { HandleTogether, SubscriptionOptions } from '../src/index.ts';
import { message, silent } from './test-log.ts';

const claim: Claim = { topic: 'orders', partition: 0, offset: 0, fence: 1 };

/** A consumer on a log that has no end, which a test can take partitions from and make fail. */
function start(
  t: TestContext,
  handle: SubscriptionOptions['handle'],
  { together, body = '{}' }: { together?: HandleTogether; body?: string } = {},
) {
  const fetched: LogRecord[] = [];
  const committed: Position[] = [];
  const commits = { fail: false };
  let assign: Assign = async () => undefined;
  const options = {
    group: 'billing',
    topics: ['orders'],
    attempts: 1,
    backoffMs: 1,
    handle,
    ...(together && { together: { orders: together } }),
  };
  const consumer = new Consumer(
    options,
    (given) => {
      assign = given;
      return {
        async fetch(positions) {
          await new Promise(setImmediate);
          const found = positions.flatMap((position) => batchFrom(position, body));
          fetched.push(...found);
          return found;
        },
        async commit(positions) {
          if (commits.fail) throw new Error('away');
          committed.push(...positions);
        },
        bury: async () => undefined,
        leave: async () => undefined,
      };
    },
    silent,
  );
  t.after(() => consumer.stop());
  return { assign: (claims: Claim[]) => assign(claims), fetched, committed, commits, consumer };
}

function batchFrom({ topic, partition, offset }: Position, body: string): LogRecord[] {
  return Array.from({ length: 100 }, (_, index) => {
    return { topic, partition, offset: offset + index, message: message({ body }) };
  });
}

test('no more waits in memory than a batch on top of what is few', async (t) => {
  let [handled, mostWaiting] = [0, 0];
  const { assign, fetched } = start(t, async () => {
    mostWaiting = Math.max(mostWaiting, fetched.length - handled);
    handled++;
    await new Promise(setImmediate);
  });
  await assign([claim]);
  await until(() => handled >= 1_000);
  assert.ok(mostWaiting > 0 && mostWaiting <= 150, `${mostWaiting} waited`);
});

test('a partition is let go of once what is in hand of it is done and committed', async (t) => {
  const inHand = Promise.withResolvers<void>();
  const allowed = Promise.withResolvers<void>();
  const offsets: number[] = [];
  const { assign, committed } = start(t, async (_message, { offset }) => {
    offsets.push(offset);
    inHand.resolve();
    await allowed.promise;
  });
  await assign([claim]);
  await inHand.promise;
  let released = false;
  const release = assign([]).then(() => {
    released = true;
  });
  await new Promise(setImmediate);
  assert.equal(released, false);
  allowed.resolve();
  await release;
  assert.deepEqual(committed, [{ ...claim, offset: 1 }]);
  assert.deepEqual(offsets, [0]);
});

test('a partition that is back waits for what is in hand of it from before', async (t) => {
  const inHand = Promise.withResolvers<void>();
  const allowed = Promise.withResolvers<void>();
  let [now, most] = [0, 0];
  const offsets: number[] = [];
  const { assign } = start(t, async (_message, { offset }) => {
    most = Math.max(most, ++now);
    offsets.push(offset);
    inHand.resolve();
    await allowed.promise;
    now--;
  });
  await assign([claim]);
  await inHand.promise;
  const back = assign([{ ...claim, fence: 2 }]);
  await new Promise(setImmediate);
  allowed.resolve();
  await back;
  await until(() => offsets.length >= 10);
  assert.deepEqual(offsets.slice(0, 3), [0, 0, 1], 'it starts from the position of the claim');
  assert.equal(most, 1);
});

test('what could not be committed is committed later, and only the newest of it', async (t) => {
  let handled = 0;
  const { assign, committed, commits } = start(t, async () => void handled++);
  commits.fail = true;
  await assign([claim]);
  await until(() => handled >= 200);
  commits.fail = false;
  await until(() => committed.length > 0);
  assert.ok(Number(committed[0]?.offset) >= 200);
});

test('a consumer that stops begins nothing new, and commits what it has done', async (t) => {
  const offsets: number[] = [];
  const { assign, committed, consumer } = start(t, async (_message, { offset }) => {
    offsets.push(offset);
  });
  await assign([claim]);
  await until(() => offsets.length > 0);
  await consumer.stop();
  const handled = offsets.length;
  assert.equal(committed.at(-1)?.offset, handled);
  await assign([{ ...claim, fence: 2 }]);
  await new Promise(setImmediate);
  assert.equal(offsets.length, handled);
});

for (const { what, bytes, most } of [
  { what: '100 messages', bytes: 2, most: 100 },
  { what: '1 MiB', bytes: 100 * 1024, most: 10 },
]) {
  test(`no more than ${what} is handled together, and no more waits because of it`, async (t) => {
    const sizes: number[] = [];
    let [handled, mostWaiting] = [0, 0];
    const together = async (messages: readonly unknown[]) => {
      mostWaiting = Math.max(mostWaiting, fetched.length - handled);
      sizes.push(messages.length);
      handled += messages.length;
      await new Promise(setImmediate);
    };
    const handle = async () => void handled++;
    const body = 'x'.repeat(bytes);
    const { assign, fetched } = start(t, handle, { together, body });
    await assign([claim]);
    await until(() => handled >= 500);
    assert.equal(Math.max(...sizes), most);
    assert.ok(mostWaiting <= 250, `${mostWaiting} waited`);
  });
}

test('what is in hand together is finished and committed before a consumer stops', async (t) => {
  const inHand = Promise.withResolvers<number>();
  const allowed = Promise.withResolvers<void>();
  let batches = 0;
  const together = async (messages: readonly unknown[]) => {
    batches++;
    inHand.resolve(messages.length);
    await allowed.promise;
  };
  const { assign, committed, consumer } = start(t, async () => undefined, { together });
  await assign([claim]);
  const count = await inHand.promise;
  const stopped = consumer.stop();
  allowed.resolve();
  await stopped;
  assert.equal(batches, 1);
  assert.deepEqual(committed, [{ ...claim, offset: count }]);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTestDatabase, until } from '@app/chassis/testing';
import { createPool } from '@app/database';
import { isTaskQueueUrl, openTaskQueue, prepareTaskQueue } from '../src/index.ts';
import { bury, claim, keep, postpone, remove } from '../src/postgres/tasks.ts';
import { message, open, silent, workerTimeoutMs } from './broker.ts';
import { keepsTheContract } from './contract.ts';
import { survivesOutages } from './outage-contract.ts';

async function create() {
  const { url, ownerUrl, close } = await createTestDatabase();
  const prepare = () => prepareTaskQueue({ url, ownerUrl, log: () => undefined });
  await Promise.all([prepare(), prepare(), prepare()]);
  return { url, close };
}

keepsTheContract(create);
survivesOutages(create);

/** A queue with one task, and the database below it. */
async function oneTask(t: TestContext) {
  const { url, close } = await create();
  const tasks = open(url);
  const pool = createPool({ url, onError: () => undefined });
  t.after(async () => {
    await pool.close();
    await tasks.close();
    await close();
  });
  await tasks.declare(['email']);
  const added = message();
  await tasks.enqueue('email', [added]);
  const take = (forMs: number) => claim(pool, { queue: 'email', limit: 9, forMs });
  return { tasks, pool, added, take };
}

test('no two workers take the same task, and none waits for another', async (t) => {
  const { tasks, take } = await oneTask(t);
  const more = Array.from({ length: 89 }, () => message());
  await tasks.enqueue('email', more);
  const taken = (await Promise.all(Array.from({ length: 10 }, () => take(60_000)))).flat();
  assert.equal(taken.length, 90);
  assert.equal(new Set(taken.map(({ position }) => position)).size, 90);
});

test('a worker whose task has gone to another one decides nothing about it', async (t) => {
  const { tasks, pool, take } = await oneTask(t);
  const [paused] = await take(0);
  const [successor] = await take(0);
  assert.ok(paused && successor);
  await remove(pool, paused);
  await postpone(pool, paused, 3_600_000);
  await bury(pool, paused, { reason: 'late', attempts: 1 });
  await keep(pool, [paused], 3_600_000);
  assert.deepEqual(await tasks.depth('email'), { waiting: 1, dead: 0 });
  await remove(pool, successor);
  assert.deepEqual(await tasks.depth('email'), { waiting: 0, dead: 0 });
});

test('a task that takes long stays with its worker', async (t) => {
  const { tasks, added, take } = await oneTask(t);
  const inHand = Promise.withResolvers<void>();
  const allowed = Promise.withResolvers<void>();
  const worker = tasks.work({
    queue: 'email',
    prefetch: 1,
    attempts: 1,
    backoffMs: 1,
    async handle() {
      inHand.resolve();
      await allowed.promise;
    },
  });
  await inHand.promise;
  await tasks.enqueue('email', [message()]);
  // It is taken later, and for as long; nobody prolongs it.
  const [other] = await take(workerTimeoutMs);
  assert.notEqual(other?.message.id, added.id);
  await until(async () => (await tasks.depth('email')).waiting > 0);
  const again = await take(workerTimeoutMs);
  assert.deepEqual(
    again.map(({ position }) => position),
    [other?.position],
  );
  allowed.resolve();
  await worker.stop();
});

test('a task that loses its worker again and again becomes a dead letter', async (t) => {
  const { tasks, added, take } = await oneTask(t);
  for (let loss = 0; loss < 21; loss++) assert.equal((await take(0)).length, 1);
  const handle = () => assert.fail('it is not tried again');
  tasks.work({ queue: 'email', prefetch: 1, attempts: 3, backoffMs: 1, handle });
  await until(async () => (await tasks.depth('email')).dead === 1);
  assert.deepEqual(await tasks.deadLetters('email', 9), [
    { message: added, reason: 'its workers were lost 21 times', attempts: 21 },
  ]);
});

test('a URL without an adapter is refused', () => {
  assert.ok(isTaskQueueUrl('postgres://127.0.0.1/app'));
  for (const url of ['', 'kafka://127.0.0.1', 'constructor:']) {
    assert.equal(isTaskQueueUrl(url), false, url);
    const options = { url, clientId: 'test', log: silent };
    assert.throws(() => openTaskQueue(options), TypeError);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '@app/chassis/testing';
import { createPool } from '@app/database';
import { isTaskQueueUrl, openTaskQueue, prepareTaskQueue } from '../src/index.ts';
import { claim, postpone, remove } from '../src/postgres/tasks.ts';
import { message, open, silent } from './broker.ts';
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

test('a worker whose task has gone to another one decides nothing about it', async (t) => {
  const { url, close } = await create();
  const tasks = open(url);
  const pool = createPool({ url, onError: () => undefined });
  t.after(async () => {
    await pool.close();
    await tasks.close();
    await close();
  });
  await tasks.declare(['email']);
  await tasks.enqueue('email', [message()]);
  const take = async (forMs: number) => {
    const [taken] = await claim(pool, { queue: 'email', limit: 1, forMs });
    assert.ok(taken);
    return taken;
  };
  const paused = await take(0);
  const successor = await take(0);
  await remove(pool, paused);
  await postpone(pool, paused, 3_600_000);
  assert.equal((await tasks.depth('email')).waiting, 1);
  await remove(pool, successor);
  assert.equal((await tasks.depth('email')).waiting, 0);
});

test('a URL without an adapter is refused', () => {
  assert.ok(isTaskQueueUrl('postgres://127.0.0.1/app'));
  for (const url of ['', 'kafka://127.0.0.1', 'constructor:']) {
    assert.equal(isTaskQueueUrl(url), false, url);
    const options = { url, clientId: 'test', log: silent };
    assert.throws(() => openTaskQueue(options), TypeError);
  }
});

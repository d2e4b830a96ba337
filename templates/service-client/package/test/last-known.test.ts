import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCache } from '@app/cache';
import { CalleeUnavailable, lastKnown } from '../src/index.ts';

const log = { info: () => undefined, warn: () => undefined };

function open(key = 'price') {
  const cache = openCache({ url: '', prefix: '', log });
  return { cache, key, keepSeconds: 60 };
}

const away = async () => {
  throw new CalleeUnavailable('products', 'open');
};

test('what a callee said last stands in while it is away, and says so', async () => {
  const known = open();
  const first = await lastKnown(known, async () => 5);
  assert.deepEqual(first, { value: 5, source: 'origin' });
  const second = await lastKnown(known, async () => 6);
  assert.deepEqual(second, { value: 6, source: 'origin' }, 'a callee that answers is asked');
  assert.deepEqual(await lastKnown(known, away), { value: 6, source: 'cache' });
});

test('a callee that is away is, when nothing is known', async () => {
  await assert.rejects(lastKnown(open(), away), { reason: 'open' });
});

test('nothing stands in for a refusal', async () => {
  const known = open();
  await lastKnown(known, async () => 5);
  const refusal = new Error('unknown product');
  await assert.rejects(
    lastKnown(known, async () => {
      throw refusal;
    }),
    refusal,
  );
});

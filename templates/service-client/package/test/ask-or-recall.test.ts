import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askOrRecall, CalleeUnavailable } from '../src/index.ts';

const away = async () => {
  throw new CalleeUnavailable('products', 'open');
};

test('a callee that answers is asked, whatever is known', async () => {
  const answered = await askOrRecall(
    async () => 6,
    async () => 5,
  );
  assert.deepEqual(answered, { value: 6, source: 'callee' });
});

test('what is known stands in for a callee that is away, and says so', async () => {
  const answered = await askOrRecall(away, async () => 5);
  assert.deepEqual(answered, { value: 5, source: 'cache' });
});

test('a callee that is away is, when nothing is known', async () => {
  await assert.rejects(
    askOrRecall(away, async () => undefined),
    { reason: 'open' },
  );
});

test('nothing stands in for a refusal', async () => {
  const refusal = new Error('unknown product');
  const refuse = async () => {
    throw refusal;
  };
  await assert.rejects(
    askOrRecall(refuse, async () => 5),
    refusal,
  );
});

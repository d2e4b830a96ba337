import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentTrace, inTrace } from '../src/trace.ts';

const message = { id: crypto.randomUUID(), key: 'key', headers: {}, body: '{}' };

test('a message is handled, with no trace to go on with', async () => {
  let handled = 0;
  await inTrace('process notes', message, async () => {
    handled += 1;
    assert.equal(currentTrace(), undefined);
  });
  assert.equal(handled, 1);
});

test('what the handler throws comes through', async () => {
  const failing = inTrace('process notes', message, () => Promise.reject(new Error('no')));
  await assert.rejects(failing, /^Error: no$/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSize, type Message, maximumBytes, OversizedMessage, sizeOf } from '../src/index.ts';

const empty: Message = { id: 'one', key: '', headers: {}, body: '' };

test('the size counts key, headers and body in bytes, not in characters', () => {
  assert.equal(sizeOf({ key: 'é', headers: { a: 'bc' }, body: '€' }), 2 + 3 + 3);
});

test('a message of exactly the largest size may be sent, and one byte more may not', () => {
  const largest = { ...empty, body: 'x'.repeat(maximumBytes) };
  assert.doesNotThrow(() => assertSize(largest));
  assert.throws(() => assertSize({ ...largest, key: 'k' }), OversizedMessage);
});

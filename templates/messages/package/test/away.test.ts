import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAway, Unprocessable } from '../src/index.ts';

test('what would answer a request with 503 is away; all else says something of the message', () => {
  assert.equal(isAway(Object.assign(new Error('no connection'), { statusCode: 503 })), true);
  const others = [new Error('no'), Object.assign(new Error('no'), { statusCode: 500 }), 503, null];
  for (const other of [...others, undefined, new Unprocessable('no')]) {
    assert.equal(isAway(other), false);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, signIn, signUp } from './session.ts';

test('a new user has no shipments', async () => {
  const headers = await signIn(await signUp());
  const response = await call('GET', '/api/shipments', { headers });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { items: [], nextCursor: null });
});

test('nobody lists shipments without signing in', async () => {
  assert.equal((await call('GET', '/api/shipments')).status, 401);
});

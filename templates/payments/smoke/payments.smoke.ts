import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, signIn, signUp } from './session.ts';

test('a new user has no payments', async () => {
  const headers = await signIn(await signUp());
  const response = await call('GET', '/api/payments', { headers });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { items: [], nextCursor: null });
});

test('nobody lists payments without signing in', async () => {
  assert.equal((await call('GET', '/api/payments')).status, 401);
});

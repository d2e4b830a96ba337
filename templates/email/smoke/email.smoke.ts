import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, signInAdmin } from './session.ts';

test('mails cannot be read or sent over HTTP', async () => {
  const headers = await signInAdmin();
  for (const method of ['GET', 'POST']) {
    assert.equal((await call(method, '/api/email', { headers })).status, 404);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, signIn, signInAdmin, signUp } from './session.ts';

test('a new user signs in and sees their own account', async () => {
  const account = await signUp();
  const response = await call('GET', '/api/users/me', { headers: await signIn(account) });
  assert.equal(response.status, 200);
  const user = (await response.json()) as { email: string };
  assert.equal(user.email, account.email);
});

test('the administrator signs in with the password of the environment', async () => {
  const response = await call('GET', '/api/users/me', { headers: await signInAdmin() });
  assert.equal(response.status, 200);
  const user = (await response.json()) as { roles: string[] };
  assert.deepEqual(user.roles, ['admin']);
});

test('an email is registered once, whatever its case', async () => {
  const account = await signUp();
  const body = { ...account, email: account.email.toUpperCase(), name: 'Another' };
  assert.equal((await call('POST', '/api/users', { body })).status, 409);
});

test('a wrong password gets no token', async () => {
  const { email } = await signUp();
  const response = await call('POST', '/api/auth/token', { body: { email, password: 'wrong' } });
  assert.equal(response.status, 401);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
});

test('a forged token is refused', async () => {
  const headers = { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' };
  assert.equal((await call('GET', '/api/users/me', { headers })).status, 401);
});

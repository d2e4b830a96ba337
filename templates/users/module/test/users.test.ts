import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startApplication, type TestApplication } from '#test/application';
import { seed } from '../seed.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

const ada = { email: 'Ada@example.com', name: 'Ada', password: 'correct horse' };

test('a user registers, signs in and sees themselves, but never the password', async () => {
  const registered = await register(ada);
  assert.equal(registered.statusCode, 201);
  assert.equal(registered.headers.location, '/api/users/me');

  const token = await signIn('ada@EXAMPLE.com', ada.password);
  assert.equal(token.statusCode, 200);
  assert.equal(token.json().token_type, 'Bearer');
  assert.equal(token.headers['cache-control'], 'no-store');

  const me = await whoAmI(`Bearer ${token.json().access_token}`);
  assert.equal(me.statusCode, 200);
  assert.deepEqual(me.json(), registered.json());
  assert.deepEqual(Object.keys(me.json()), ['id', 'email', 'name', 'roles', 'createdAt']);
  assert.deepEqual(me.json().roles, ['customer']);
});

test('an email is registered once, whatever its case, also at the same time', async () => {
  const spellings = ['Bob@example.com', 'bob@example.com', 'BOB@EXAMPLE.COM'];
  const responses = await Promise.all(spellings.map((email) => register({ ...ada, email })));
  const statuses = responses.map(({ statusCode }) => statusCode).sort();
  assert.deepEqual(statuses, [201, 409, 409]);
});

test('a registration that asks for a role is refused', async () => {
  const response = await register({ ...ada, email: 'eve@example.com', roles: ['admin'] });
  assert.equal(response.statusCode, 400);
});

for (const [fault, body] of Object.entries({
  'an email without a domain': { ...ada, email: 'ada' },
  'a short password': { ...ada, password: 'short' },
  'a password that takes long to hash': { ...ada, password: 'x'.repeat(129) },
  'a blank name': { ...ada, name: '  ' },
  'a name that the database cannot store': { ...ada, name: 'Ada\u0000' },
  'no body': undefined,
})) {
  test(`a registration with ${fault} is refused`, async () => {
    const response = await register(body);
    assert.equal(response.statusCode, 400);
    assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
  });
}

test('a wrong password and an unknown email get the same answer', async () => {
  await register({ ...ada, email: 'carol@example.com' });
  const wrong = await signIn('carol@example.com', 'wrong');
  const unknown = await signIn('nobody@example.com', 'wrong');
  assert.equal(wrong.statusCode, 401);
  assert.equal(unknown.statusCode, 401);
  assert.equal(wrong.json().detail, unknown.json().detail);
});

test('nobody is signed in without a token', async () => {
  const response = await whoAmI('');
  assert.equal(response.statusCode, 401);
  assert.match(String(response.headers['www-authenticate']), /^Bearer/);
});

test('the account of a valid token may be gone', async () => {
  const { authorization } = await app.signIn();
  assert.equal((await whoAmI(authorization)).statusCode, 404);
});

test('the seed makes an administrator with the password of the environment', async () => {
  await seed(app.pool, { ADMIN_PASSWORD: 'the first one' });
  await seed(app.pool, { ADMIN_PASSWORD: 'another one' });
  assert.equal((await signIn('admin@example.com', 'the first one')).statusCode, 401);
  const token = await signIn('admin@example.com', 'another one');
  const me = await whoAmI(`Bearer ${token.json().access_token}`);
  assert.deepEqual(me.json().roles, ['admin']);
});

test('the seed needs a password for the administrator', async () => {
  await assert.rejects(seed(app.pool, {}), /ADMIN_PASSWORD is not set/);
});

function register(payload: object | undefined) {
  return app.server.inject({ method: 'POST', url: '/api/users', ...(payload && { payload }) });
}

function signIn(email: string, password: string) {
  const payload = { email, password };
  return app.server.inject({ method: 'POST', url: '/api/auth/token', payload });
}

function whoAmI(authorization: string) {
  return app.server.inject({ url: '/api/users/me', headers: { authorization } });
}

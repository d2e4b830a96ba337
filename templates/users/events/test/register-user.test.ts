import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { published } from '@app/messaging/testing';
import { startApplication, type TestApplication } from '#test/application';
import { registerUser } from '../register-user.ts';
import { seed } from '../seed.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

beforeEach(() => app.pool.query('DELETE FROM outbox.messages'));

test('who registers is told of, and gets a welcome mail', async () => {
  const payload = { email: 'Ada@example.com', name: 'Ada', password: 'correct horse' };
  const response = await app.server.inject({ method: 'POST', url: '/api/users', payload });
  const { id } = response.json();
  assert.deepEqual(await told(), [
    ['users.user-registered', id, { email: 'ada@example.com', name: 'Ada' }],
    ['email.welcome', id, { email: 'ada@example.com', name: 'Ada' }],
  ]);
});

test('nothing is told of a registration that is refused', async () => {
  const payload = { email: 'ada@example.com', name: 'Another', password: 'correct horse' };
  const response = await app.server.inject({ method: 'POST', url: '/api/users', payload });
  assert.equal(response.statusCode, 409);
  assert.deepEqual(await told(), []);
});

test('a user of whom nothing can be told is not stored', async () => {
  const bob = { email: 'bob@example.com', name: 'Bob', passwordHash: '-', roles: [] };
  const withoutOutbox = {
    ...app.pool,
    transaction: <Result>(work: Parameters<typeof app.pool.transaction<Result>>[0]) =>
      app.pool.transaction<Result>((transaction) =>
        work({
          query: (sql, values) =>
            sql.includes('outbox')
              ? Promise.reject(new Error('full'))
              : transaction.query(sql, values),
        }),
      ),
  };
  await assert.rejects(registerUser(withoutOutbox, bob), /full/);
  assert.deepEqual(await app.pool.query('SELECT id FROM users.users WHERE name = $1', ['Bob']), []);
});

test('the administrator is told of once, and gets no mail', async () => {
  for (const password of ['the first one', 'another one']) {
    await seed(app.pool, { ADMIN_PASSWORD: password });
  }
  const events = await told();
  assert.deepEqual(
    events.map(([type, , data]) => [type, data]),
    [['users.user-registered', { email: 'admin@example.com', name: 'Administrator' }]],
  );
});

/** What waits in the outbox. */
async function told() {
  return (await published(app.pool)).map(({ type, subject, data }) => [type, subject, data]);
}

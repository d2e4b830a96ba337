import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { defineService, sqlStorage } from '@app/chassis';
import { startTestService, type TestService } from '@app/chassis/testing';
import type { Pool } from '@app/database';
import { Type } from '@app/http-server';
import { withOutbox } from '@app/outbox';
import { createSagas, type Sagas, sagaRoutes, withSagas } from '../src/index.ts';
import { trip } from './trip.ts';

const nothing = async () => undefined;

const sagas: Sagas<object> = createSagas(trip, { send: nothing, turned: nothing, ended: nothing });

const service = defineService({
  name: 'trips',
  settings: Type.Object({}),
  storage: withSagas(
    withOutbox(sqlStorage({ schema: 'notes', migrations: `${import.meta.dirname}/migrations` })),
  ),
  create: ({ platform: { authentication }, store: pool }) => ({
    mounts: { '/api/sagas': sagaRoutes({ pool, sagas, authentication }) },
  }),
});

let running: TestService<Pool>;
let admin: { authorization: string };

before(async () => {
  running = await startTestService(service);
  const { authorization } = await running.signIn('admin');
  admin = { authorization };
});

after(() => running.close());

function start(): Promise<{ id: string }> {
  const secret = { paymentToken: 'tok_ok' };
  return running.store.transaction((tx) => sagas.start(tx, randomUUID(), secret));
}

function request(method: 'GET' | 'POST', path: string, headers: Record<string, string> = admin) {
  return running.server.inject({ method, url: `/api/sagas${path}`, headers });
}

async function stuck(): Promise<{ id: string }> {
  const { id } = await start();
  await running.store.query(
    `UPDATE saga.sagas SET state = 'stuck', direction = 'backward', deadline = NULL,
       last_error = 'no reply' WHERE id = $1`,
    [id],
  );
  return { id };
}

test('admins list sagas by state, page by page, newest first', async () => {
  const ids = [await stuck(), await stuck(), await stuck()].map(({ id }) => id);
  await start();
  const first = (await request('GET', '?state=stuck&limit=2')).json();
  assert.deepEqual(
    first.items.map(({ id }: { id: string }) => id),
    [ids[2], ids[1]],
  );
  const rest = (await request('GET', `?state=stuck&limit=2&cursor=${first.nextCursor}`)).json();
  assert.deepEqual(
    rest.items.map(({ id }: { id: string }) => id),
    [ids[0]],
  );
  assert.equal(rest.nextCursor, null);
  assert.equal((await request('GET', '?state=lost')).statusCode, 400);
});

test('a saga is shown with what happened to it, and without its data', async () => {
  const { id } = await start();
  const response = await request('GET', `/${id}`);
  assert.equal(response.statusCode, 200);
  assert.doesNotMatch(response.body, /tok_ok/);
  const { state, step, deadline, endedAt, transitions } = response.json();
  assert.deepEqual([state, step, endedAt], ['running', 'hotel', null]);
  assert.ok(Date.parse(deadline) > 0);
  assert.deepEqual(
    transitions.map(({ input, applied }: { input: string; applied: boolean }) => [input, applied]),
    [['started', true]],
  );
});

test('a stuck saga is retried, one that goes forward aborted, and nothing else', async () => {
  const { id } = await stuck();
  const retried = await request('POST', `/${id}/retry`);
  assert.equal(retried.statusCode, 200);
  assert.equal(retried.json().state, 'compensating');
  const again = await request('POST', `/${id}/retry`);
  assert.equal(again.statusCode, 409);
  assert.equal(again.json().type, 'urn:problem:saga-retry-refused');
  const refused = await request('POST', `/${id}/abort`);
  assert.equal(refused.json().type, 'urn:problem:saga-abort-refused');

  const { id: other } = await start();
  const aborted = (await request('POST', `/${other}/abort`)).json();
  assert.deepEqual([aborted.state, aborted.cause], ['compensating', 'aborted']);
});

test('what is not there is not found, and only admins look', async () => {
  const none = randomUUID();
  const { authorization } = await running.signIn();
  const { id } = await start();
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/retry'],
    ['POST', '/abort'],
  ] as const) {
    const missing = await request(method, `/${none}${path}`);
    assert.equal(missing.json().type, 'urn:problem:saga-not-found');
    assert.equal((await request(method, `/${id}${path}`, {})).statusCode, 401);
    assert.equal((await request(method, `/${id}${path}`, { authorization })).statusCode, 403);
  }
  assert.equal((await request('GET', '', { authorization })).statusCode, 403);
});

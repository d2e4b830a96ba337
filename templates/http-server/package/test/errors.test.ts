import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Problem, type Routes, type Server, Type, Uuid } from '../src/index.ts';
import { probeServer } from './probe-server.ts';

const routes: Routes = async (server) => {
  const body = Type.Object(
    { count: Type.Integer(), name: Type.String() },
    { additionalProperties: false },
  );
  server.post('/', { schema: { body } }, async (request) => request.body);
  const querystring = Type.Object({ limit: Type.Integer({ default: 20 }) });
  server.get('/', { schema: { querystring } }, async (request) => request.query);
  server.get('/ids/:id', { schema: { params: Type.Object({ id: Uuid }) } }, async () => 'ok');
  server.get('/fails', async () => {
    throw new Error('SELECT secret FROM vault');
  });
  server.get('/unavailable', async () => {
    throw Object.assign(new Error('db-1 is down'), { statusCode: 503 });
  });
  server.get('/refuses', async () => {
    throw new Problem(409, 'email-taken', 'Choose another.', { field: 'email' }, { 'x-hint': 'y' });
  });
};

let server: Server;

before(async () => {
  server = await probeServer(routes, { limits: { bodyBytes: 200 } });
});

after(() => server.close());

/** A request with a body, sent as JSON unless it says otherwise. */
const post = (payload: string, type = 'application/json') =>
  ({ method: 'POST', url: '/probe', headers: { 'content-type': type }, payload }) as const;

function assertProblem(response: Awaited<ReturnType<Server['inject']>>, status: number) {
  assert.equal(response.statusCode, status);
  assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
}

test('a problem carries type, title, status, detail, instance, extensions and headers', async () => {
  const response = await server.inject({ url: '/probe/refuses' });
  assertProblem(response, 409);
  assert.equal(response.headers['x-hint'], 'y');
  assert.deepEqual(response.json(), {
    type: 'urn:problem:email-taken',
    title: 'Email taken',
    status: 409,
    detail: 'Choose another.',
    instance: `urn:request:${response.headers['x-request-id']}`,
    field: 'email',
  });
});

const refused = [
  ['an unknown path', { url: '/nowhere' }, 404, 'not-found'],
  ['an unknown method', { method: 'DELETE', url: '/probe' }, 404, 'not-found'],
  ['malformed JSON', post('{'), 400, 'bad-request'],
  ['a path that cannot be decoded', { url: '/probe/%E0%A4%A' }, 400, 'bad-request'],
  ['a body that is too large', post(JSON.stringify('x'.repeat(300))), 413, 'content-too-large'],
  ['a media type that is not JSON', post('a', 'text/csv'), 415, 'unsupported-media-type'],
  ['an attempt at prototype pollution', post('{"__proto__":{"admin":true}}'), 400, 'bad-request'],
  ['a parameter given twice', { url: '/probe?limit=1&limit=2' }, 400, 'validation'],
  [
    'an id that Postgres would not take',
    { url: '/probe/ids/urn:uuid:019a0000-0000-7000-8000-000000000000' },
    400,
    'validation',
  ],
  ['an unexpected error', { url: '/probe/fails' }, 500, 'internal'],
  ['a dependency that is away', { url: '/probe/unavailable' }, 503, 'unavailable'],
] as const;

for (const [name, request, status, code] of refused) {
  test(`${name} is answered with the problem ${status} ${code}`, async () => {
    const response = await server.inject(request);
    assertProblem(response, status);
    assert.equal(response.json().type, `urn:problem:${code}`);
    assert.equal(response.json().status, status);
  });
}

test('what went wrong inside is not told', async () => {
  const failed = await server.inject({ url: '/probe/fails' });
  assert.doesNotMatch(failed.body, /SELECT|vault|\.ts/);
  const unavailable = await server.inject({ url: '/probe/unavailable' });
  assert.doesNotMatch(unavailable.body, /db-1/);
  assert.equal(unavailable.headers['retry-after'], '5');
});

test('a body that does not match its schema is refused with every fault in it', async () => {
  const response = await server.inject(post(JSON.stringify({ count: '1', extra: true })));
  assert.equal(response.statusCode, 400);
  assert.deepEqual(response.json().errors, [
    { path: 'body', message: "must have required property 'name'" },
    { path: 'body', message: 'must not have the member "extra"' },
    { path: 'body/count', message: 'must be integer' },
  ]);
});

test('a query parameter is converted to the type of its schema, or takes the default', async () => {
  assert.deepEqual((await server.inject({ url: '/probe?limit=7' })).json(), { limit: 7 });
  assert.deepEqual((await server.inject({ url: '/probe' })).json(), { limit: 20 });
});

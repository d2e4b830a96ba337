import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger, problems, type Routes, Type } from '../src/index.ts';
import { logLines, probeServer } from './probe-server.ts';

const routes: Routes = async (server) => {
  const params = Type.Object({ id: Type.String() });
  const response = { 200: Type.Object({ id: Type.String() }), ...problems(404) };
  server.get('/:id', { schema: { params, response, tags: ['probe'] } }, async (request) => {
    request.log.info({ password: 'p4ss', headers: { authorization: 'Bearer abc' } }, 'handling');
    return request.params;
  });
};

test('ready names each check, and fails with the one that fails', async (t) => {
  const readiness = { works: async () => 1, broken: async () => Promise.reject(new Error('x')) };
  const server = await probeServer(routes, { readiness });
  t.after(() => server.close());
  const response = await server.inject({ url: '/health/ready' });
  assert.equal(response.statusCode, 503);
  assert.deepEqual(response.json(), {
    status: 'failing',
    checks: { works: 'ok', broken: 'failing' },
  });
  assert.equal((await server.inject({ url: '/health/live' })).statusCode, 200);
});

test('a check that fails is logged with its cause, once, and so is its recovery', async (t) => {
  const { stream, read } = logLines();
  let broken = true;
  const database = async () => (broken ? Promise.reject(new Error('no route to host')) : 1);
  const logger = createLogger('info', { destination: stream });
  const server = await probeServer(routes, { readiness: { database }, logger });
  t.after(() => server.close());
  const probe = () => server.inject({ url: '/health/ready' });
  await probe();
  await probe();
  broken = false;
  await probe();
  const [failure, recovery, ...more] = read();
  assert.equal(failure?.level, 50);
  assert.equal(failure?.check, 'database');
  assert.match(JSON.stringify(failure?.err), /no route to host/);
  assert.equal(recovery?.msg, 'a readiness check passes again');
  assert.deepEqual(more, []);
});

test('ready does not wait for a check that hangs', async (t) => {
  const server = await probeServer(routes, { readiness: { hangs: () => new Promise(() => {}) } });
  t.after(() => server.close());
  const response = await server.inject({ url: '/health/ready' });
  assert.equal(response.statusCode, 503);
  assert.match(response.json().checks.hangs, /^no answer/);
});

test('ready says when the instance is draining', async (t) => {
  const server = await probeServer(routes);
  t.after(() => server.close());
  server.draining = true;
  const response = await server.inject({ url: '/health/ready' });
  assert.equal(response.statusCode, 503);
  assert.equal(response.json().status, 'draining');
});

test('metrics count requests by route template, not by path', async (t) => {
  const server = await probeServer(routes);
  t.after(() => server.close());
  await server.inject({ url: '/probe/1' });
  await server.inject({ url: '/probe/2' });
  await server.inject({ url: '/nowhere' });
  const { body } = await server.inject({ url: '/metrics' });
  const count = 'http_request_duration_seconds_count';
  assert.ok(body.includes(`${count}{method="GET",route="/probe/:id",status="200"} 2`));
  assert.ok(body.includes(`${count}{method="GET",route="unknown",status="404"} 1`));
  assert.match(body, /process_resident_memory_bytes/);
});

test('metrics show what else is measured, as it is when they are read', async (t) => {
  let waiting = 1;
  const queue = { help: 'Length of a queue', read: () => waiting };
  const server = await probeServer(routes, { gauges: { queue_waiting: queue } });
  t.after(() => server.close());
  waiting = 7;
  const { body } = await server.inject({ url: '/metrics' });
  assert.match(body, /^queue_waiting 7$/m);
});

test('a sane request id is kept, any other is replaced', async (t) => {
  const server = await probeServer(routes);
  t.after(() => server.close());
  const idFor = async (given: string) => {
    const headers = { 'x-request-id': given };
    return (await server.inject({ url: '/probe/1', headers })).headers['x-request-id'];
  };
  assert.equal(await idFor('caller-0001'), 'caller-0001');
  assert.match(String(await idFor('short')), /^[0-9a-f-]{36}$/);
  assert.match(String(await idFor('a"} {"forged":true')), /^[0-9a-f-]{36}$/);
});

test('a request is logged once, with its id, without secrets and query', async (t) => {
  const { stream, read } = logLines();
  const server = await probeServer(routes, {
    logger: createLogger('info', { destination: stream }),
  });
  t.after(() => server.close());
  await server.inject({ url: '/probe/1?token=abc', headers: { 'x-request-id': 'caller-0001' } });
  await server.inject({ url: '/health/live' });
  const [handling, completed, ...more] = read();
  assert.equal(handling?.password, '[Redacted]');
  assert.deepEqual(handling?.headers, { authorization: '[Redacted]' });
  assert.equal(completed?.requestId, 'caller-0001');
  assert.deepEqual(completed?.req, { method: 'GET', path: '/probe/1', client: '127.0.0.1' });
  assert.deepEqual(completed?.res, { status: 200 });
  assert.deepEqual(more, []);
});

test('the OpenAPI document describes routes and their problems, and a page shows it', async (t) => {
  const server = await probeServer(routes);
  t.after(() => server.close());
  const document = (await server.inject({ url: '/openapi.json' })).json();
  assert.equal(document.info.title, 'probe');
  const { responses } = document.paths['/probe/{id}'].get;
  assert.deepEqual(Object.keys(responses['200'].content), ['application/json']);
  assert.deepEqual(responses['404'].content, {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  });
  assert.ok(document.components.schemas.Problem.properties.detail);
  const page = await server.inject({ url: '/docs/' });
  assert.match(page.body, /swagger-ui/);
  assert.doesNotMatch(page.body, /<script>|https?:\/\//);
});

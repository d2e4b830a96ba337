import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { Routes, Server } from '../src/index.ts';
import { probeServer } from './probe-server.ts';

const routes: Routes = async (server) => {
  server.get('/', async () => 'ok');
  server.post('/', async () => 'ok');
  server.get('/public', async (_request, reply) => reply.header('cache-control', 'public').send());
  server.get('/hangs', async (request) => {
    await new Promise((resolve) => request.signal.addEventListener('abort', resolve));
    return 'too late';
  });
};

test('a client that asks too often is told when to come back', async (t) => {
  const server = await probeServer(routes, { rateLimitPerMinute: 2 });
  t.after(() => server.close());
  const first = await server.inject({ url: '/probe' });
  assert.equal(first.headers['ratelimit-limit'], '2');
  assert.equal(first.headers['ratelimit-remaining'], '1');
  await server.inject({ url: '/probe' });
  const refused = await server.inject({ url: '/probe' });
  assert.equal(refused.statusCode, 429);
  assert.equal(refused.json().type, 'urn:problem:too-many-requests');
  assert.ok(Number(refused.headers['retry-after']) > 0);
});

test('unknown paths count against the limit, health and metrics do not', async (t) => {
  const server = await probeServer(routes, { rateLimitPerMinute: 1 });
  t.after(() => server.close());
  const status = async (url: string) => (await server.inject({ url })).statusCode;
  assert.equal(await status('/nowhere'), 404);
  assert.equal(await status('/nowhere'), 429);
  for (const url of ['/health/live', '/health/ready', '/metrics']) {
    assert.equal(await status(url), 200);
    assert.equal(await status(url), 200);
  }
});

test('clients behind a trusted proxy are told apart, a forged address is not believed', async (t) => {
  const count = async (trustedProxies: string | false) => {
    const server = await probeServer(routes, { rateLimitPerMinute: 1, trustedProxies });
    t.after(() => server.close());
    const from = (client: string) =>
      server.inject({ url: '/probe', headers: { 'x-forwarded-for': client } });
    return [(await from('203.0.113.1')).statusCode, (await from('203.0.113.2')).statusCode];
  };
  assert.deepEqual(await count('loopback'), [200, 200]);
  assert.deepEqual(await count(false), [200, 429]);
});

test('requests are shed under pressure, while health still answers', async (t) => {
  const server = await probeServer(routes, { limits: { maxEventLoopDelayMs: 1e-9 } });
  t.after(() => server.close());
  // The delay is sampled once a second; what it was before the first sample is none.
  while (!server.isUnderPressure()) await new Promise((resolve) => setTimeout(resolve, 50));
  const shed = await server.inject({ url: '/probe' });
  assert.equal(shed.statusCode, 503);
  assert.equal(shed.json().type, 'urn:problem:overloaded');
  assert.ok(shed.headers['retry-after']);
  assert.equal((await server.inject({ url: '/health/live' })).statusCode, 200);
  assert.equal((await server.inject({ url: '/metrics' })).statusCode, 200);
});

test('who sheds no load sheds none when the event loop stands still, either', async (t) => {
  const server = await probeServer(routes, {
    limits: { maxEventLoopDelayMs: Number.POSITIVE_INFINITY },
  });
  t.after(() => server.close());
  for (const _ of ['first', 'second', 'third']) {
    // Longer than the delay is sampled: of such a second there is no mean.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);
    await new Promise(setImmediate);
    assert.equal((await server.inject({ url: '/probe' })).statusCode, 200);
  }
});

test('a handler that takes too long is cut off and told to stop', async (t) => {
  const server = await probeServer(routes, { limits: { handlerTimeoutMs: 20 } });
  t.after(() => server.close());
  const response = await server.inject({ url: '/probe/hangs' });
  assert.equal(response.statusCode, 503);
  assert.equal(response.json().type, 'urn:problem:timeout');
});

const unfinished = {
  headers: 'GET /probe HTTP/1.1\r\nhost: probe\r\n',
  body: 'POST /probe HTTP/1.1\r\nhost: probe\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\n1',
};

/** What is answered to bytes that need not be a request. */
async function answerTo(server: Server, bytes: string): Promise<string> {
  const { port } = new URL(await server.listen({ port: 0 }));
  const socket = connect(Number(port));
  socket.write(bytes);
  return text(socket);
}

const unreadable = [
  ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n\r\n', 400, 'bad-request'],
  [
    'headers beyond 16 KiB',
    `GET /probe HTTP/1.1\r\nhost: probe\r\nx: ${'x'.repeat(17 * 1024)}\r\n\r\n`,
    431,
    'headers-too-large',
  ],
] as const;

for (const [what, bytes, status, code] of unreadable) {
  test(`${what} is answered with the problem ${status} ${code}`, async (t) => {
    const server = await probeServer(routes);
    t.after(() => server.close());
    const answer = await answerTo(server, bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    assert.match(head, new RegExp(`^HTTP/1\\.1 ${status} `));
    assert.match(head, /content-type: application\/problem\+json/);
    assert.equal(JSON.parse(body).type, `urn:problem:${code}`);
  });
}

for (const [part, request] of Object.entries(unfinished)) {
  test(`a sender that never finishes its ${part} is cut off`, { timeout: 15_000 }, async (t) => {
    const server = await probeServer(routes, { limits: { requestTimeoutMs: 50 } });
    t.after(() => server.close());
    assert.match(await answerTo(server, request), /^HTTP\/1\.1 408 .*urn:problem:request-timeout/s);
  });
}

test('browsers get security headers, and no access from other origins unless listed', async (t) => {
  const closed = await probeServer(routes);
  const open = await probeServer(routes, { corsOrigins: ['https://www.example.com'] });
  t.after(() => Promise.all([closed.close(), open.close()]));
  const headers = { origin: 'https://www.example.com' };
  const without = await closed.inject({ url: '/probe', headers });
  assert.match(String(without.headers['content-security-policy']), /default-src 'self'/);
  assert.equal(without.headers['x-content-type-options'], 'nosniff');
  assert.equal(without.headers['access-control-allow-origin'], undefined);
  const listed = await open.inject({ url: '/probe', headers });
  assert.equal(listed.headers['access-control-allow-origin'], 'https://www.example.com');
  const other = await open.inject({ url: '/probe', headers: { origin: 'https://evil.example' } });
  assert.equal(other.headers['access-control-allow-origin'], undefined);
});

test('scripts of a listed origin may change things, and read the entity tags to do so', async (t) => {
  const server = await probeServer(routes, { corsOrigins: ['https://www.example.com'] });
  t.after(() => server.close());
  const origin = 'https://www.example.com';
  const headers = { origin, 'access-control-request-method': 'PATCH' };
  const preflight = await server.inject({ method: 'OPTIONS', url: '/probe', headers });
  assert.match(String(preflight.headers['access-control-allow-methods']), /\bPATCH, DELETE\b/);
  const answer = await server.inject({ url: '/probe', headers: { origin } });
  assert.match(String(answer.headers['access-control-expose-headers']), /\bETag\b/);
});

test('no cache keeps an answer, unless its route says that it may', async (t) => {
  const server = await probeServer(routes);
  t.after(() => server.close());
  const control = async (url: string) => (await server.inject({ url })).headers['cache-control'];
  assert.equal(await control('/probe'), 'no-store');
  assert.equal(await control('/nowhere'), 'no-store');
  assert.equal(await control('/probe/public'), 'public');
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { CalleeUnavailable } from '@app/service-client';
import { stubCallee, when } from '@app/service-client/testing';
import { readConfig } from '../src/index.ts';
import { newKeyPair, type Surroundings, startTestService } from '../src/testing/index.ts';
import { notes, translate } from './notes/service.ts';

async function start(t: TestContext, surroundings: Surroundings = {}) {
  const started = await startTestService(notes, surroundings);
  t.after(() => started.close());
  return started;
}

/** A translator on a real socket, which answers in upper case. */
async function startTranslator(t: TestContext) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    response.setHeader('content-type', 'application/json').end('{"text":"HELLO"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { requests, DISCOVERY_URL: `static:translator=127.0.0.1:${port}` };
}

const greet = { method: 'POST', url: '/api/notes/greeting' } as const;

test('a call carries on the time and the id of the request that it is made for', async (t) => {
  const { requests, DISCOVERY_URL } = await startTranslator(t);
  const CALLEE_TOKENS = `other=${'y'.repeat(20)},translator=${'x'.repeat(20)}`;
  const { server } = await start(t, { variables: { DISCOVERY_URL, CALLEE_TOKENS } });
  const headers = { 'x-request-timeout-ms': '2000', 'x-request-id': 'request-1' };
  const answer = await server.inject({ ...greet, headers });
  assert.deepEqual(answer.json(), { text: 'HELLO' });
  const received = requests[0]?.headers ?? {};
  assert.equal(received['x-request-id'], 'request-1');
  assert.equal(received.authorization, `Bearer ${'x'.repeat(20)}`);
  assert.ok(Number(received['x-request-timeout-ms']) <= 2_000);
});

test('a request whose caller has gone calls nobody', async (t) => {
  const { requests, DISCOVERY_URL } = await startTranslator(t);
  const { server } = await start(t, { variables: { DISCOVERY_URL } });
  const headers = { 'x-request-timeout-ms': '0.001' };
  const answer = await server.inject({ ...greet, headers });
  assert.equal(answer.statusCode, 503);
  assert.equal(requests.length, 0);
});

test('a callee that is away is 503, and leaves the service ready', async (t) => {
  const { server } = await start(t, {
    variables: { DISCOVERY_URL: 'static:translator=127.0.0.1:1' },
  });
  for (let call = 0; call < 5; call++) {
    assert.equal((await server.inject(greet)).statusCode, 503);
  }
  const ready = await server.inject('/health/ready');
  assert.deepEqual(ready.json(), {
    status: 'ok',
    checks: { database: 'ok' },
    details: { 'breaker of translator': 'open' },
  });
  const metrics = (await server.inject('/metrics')).body;
  assert.match(metrics, /callee_breaker_state\{callee="translator",state="open"\} 1\n/);
  assert.match(metrics, /http_request_duration_seconds_count/);
});

test('a test puts stubs in the place of callees', async (t) => {
  const translator = stubCallee(
    when(translate).answers(({ body }) => ({ status: 200, body: { text: `${body.text}!` } })),
  );
  const { server } = await start(t, { callees: { translator } });
  assert.deepEqual((await server.inject(greet)).json(), { text: 'hello!' });
});

test('a stub may be away', async (t) => {
  const translator = stubCallee(
    when(translate).answers(() => {
      throw new CalleeUnavailable('translator', 'timeout');
    }),
  );
  const { server } = await start(t, { callees: { translator } });
  const answer = await server.inject(greet);
  assert.equal(answer.statusCode, 503);
  assert.equal(answer.json().type, 'urn:problem:unavailable');
});

test('paths for services let in the services that are named, and nobody else', async (t) => {
  const { server, signIn, asCaller } = await start(t, { callers: ['reader', 'stranger'] });
  const status = async (headers: { authorization?: string }) =>
    (await server.inject({ url: '/internal/notes', headers })).statusCode;
  assert.equal(await status(asCaller('reader')), 200);
  assert.equal(await status({}), 401);
  assert.equal(await status({ authorization: 'Bearer ' }), 401);
  assert.equal(await status({ authorization: 'Bearer undefined' }), 401);
  assert.equal(await status(asCaller('stranger')), 401, 'known, but not named');
  assert.equal(await status(asCaller('archive')), 401, 'named, but without a token here');
  assert.equal(await status(await signIn('admin')), 401, 'a user is no service');
});

test('only services that are declared can be called', async () => {
  const undeclared = { ...notes, calls: [] };
  await assert.rejects(startTestService(undeclared), /translator is not among the services/);
});

test('a service that calls none needs no tokens for others', () => {
  const variables = { DATABASE_URL: 'postgres://x', JWT_PUBLIC_KEY: newKeyPair().publicKey };
  assert.throws(() => readConfig(notes, variables), /CALLEE_TOKENS is not set/);
  assert.equal(readConfig({ settings: notes.settings }, variables).calleeTokens.size, 0);
});

test('a callee without a token is told at the start', () => {
  const variables = {
    DATABASE_URL: 'postgres://x',
    JWT_PUBLIC_KEY: newKeyPair().publicKey,
    CALLEE_TOKENS: 'other=0123456789abcdef',
  };
  assert.throws(() => readConfig(notes, variables), /CALLEE_TOKENS must have one for translator/);
});

test('tokens of callers may hold any character but a comma', () => {
  const { callerTokens } = readConfig(
    { settings: notes.settings },
    {
      DATABASE_URL: 'postgres://x',
      JWT_PUBLIC_KEY: newKeyPair().publicKey,
      CALLER_TOKENS: 'orders=0123456789abcde=,payments=a=b=c=d=e=f=g=h=i',
    },
  );
  assert.deepEqual(
    [...callerTokens],
    [
      ['orders', '0123456789abcde='],
      ['payments', 'a=b=c=d=e=f=g=h=i'],
    ],
  );
});

test('browsers may call from the origins that are listed, and from no other', async (t) => {
  const { server } = await start(t, { variables: { CORS_ORIGINS: ' https://shop.example/, ' } });
  for (const [origin, allowed] of [
    ['https://shop.example', 'https://shop.example'],
    ['https://other.example', undefined],
  ] as const) {
    const { headers } = await server.inject({ url: '/health/live', headers: { origin } });
    assert.equal(headers['access-control-allow-origin'], allowed);
  }
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { closedPath, openExamples } from './examples.ts';
import { echoOf, problemOf, send, type Target } from './target.ts';
import { accessToken, badTokens } from './tokens.ts';

/** Who gets in, and how a service learns who that is. */
export function accessTests(target: () => Target): void {
  for (const route of routes) {
    test(`${route.prefix} is served by ${route.service}, with a token`, async () => {
      const authorization = `Bearer ${await accessToken(target())}`;
      const path = `${closedPath(route)}?a=%20b`;
      const sent = { method: 'PUT', headers: { authorization }, body: '{"a": 1}' };
      const echo = echoOf(await send(target().url, path, sent));
      assert.equal(echo.service, route.service);
      assert.equal(echo.method, 'PUT');
      assert.equal(echo.url, path);
      assert.equal(echo.body, '{"a": 1}');
      assert.equal(echo.headers.authorization, authorization);
    });

    test(`${route.prefix} is refused without a token, before a service sees it`, async () => {
      const id = randomUUID();
      const headers = { 'x-request-id': id };
      const refused = await send(target().url, closedPath(route), { headers });
      assert.equal(refused.status, 401);
      assert.equal(refused.headers['www-authenticate'], 'Bearer');
      assert.equal(problemOf(refused).type, 'urn:problem:unauthorized');
      assert.equal(problemOf(refused).instance, `urn:request:${id}`);
      assert.equal(await target().seen(id), 0);
    });
  }

  test('a bad token is refused, before a service sees it', async () => {
    for (const [what, token] of Object.entries(await badTokens(target()))) {
      const id = randomUUID();
      const headers = { 'x-request-id': id, authorization: `Bearer ${token}` };
      const refused = await send(target().url, closedPath(anyRoute), { headers });
      assert.equal(refused.status, 401, what);
      assert.equal(refused.headers['www-authenticate'], 'Bearer error="invalid_token"', what);
      assert.equal(problemOf(refused).status, 401, what);
      assert.equal(await target().seen(id), 0, what);
    }
  });

  test('a token may have expired by less than clocks may differ', async () => {
    const claims = { exp: Math.floor(Date.now() / 1_000) };
    const authorization = `Bearer ${await accessToken(target(), { claims })}`;
    echoOf(await send(target().url, closedPath(anyRoute), { headers: { authorization } }));
  });

  test('a service learns from the gateway alone who the user is', async () => {
    const claims = { sub: randomUUID(), roles: ['customer', 'admin', 'root'] };
    const authorization = `Bearer ${await accessToken(target(), { claims })}`;
    const headers = { authorization, ...forged };
    const echo = echoOf(await send(target().url, closedPath(anyRoute), { headers }));
    assert.equal(echo.headers['x-user-id'], claims.sub);
    assert.equal(echo.headers['x-user-roles'], 'customer,admin');
    assertNotForged(echo.headers);
  });

  for (const { method, path } of openExamples) {
    test(`${method} ${path} needs no token, and takes no notice of one`, async () => {
      const headers = { ...forged, authorization: 'Bearer abc' };
      const echo = echoOf(await send(target().url, path, { method, headers }));
      assert.equal(echo.headers.authorization, undefined);
      assert.equal(echo.headers['x-user-id'], undefined);
      assertNotForged(echo.headers);
      assert.equal(echoOf(await send(target().url, `${path}/`, { method })).url, `${path}/`);
    });
  }

  test('a preflight needs no token', async () => {
    const headers = { origin: 'https://a.example', 'access-control-request-method': 'GET' };
    const sent = { method: 'OPTIONS', headers };
    const echo = echoOf(await send(target().url, closedPath(anyRoute), sent));
    assert.equal(echo.headers.origin, 'https://a.example');
    assert.equal(echo.headers['access-control-request-method'], 'GET');
  });
}

const [anyRoute = assert.fail('the table is empty')] = routes;

/** What only the gateway, or another service, may say. */
const forged = {
  'x-user-id': 'forged',
  'x-user-roles': 'forged',
  'x-user-email': 'forged',
  'x-request-timeout-ms': 'forged',
  'x-internal-call': 'forged',
  'x-forwarded-for': 'forged',
  'x-forwarded-proto': 'forged',
  forwarded: 'for=forged',
};

function assertNotForged(headers: Readonly<Record<string, string | undefined>>): void {
  const taken = Object.entries(headers).filter(([, value]) => value?.includes('forged'));
  assert.deepEqual(taken, []);
}

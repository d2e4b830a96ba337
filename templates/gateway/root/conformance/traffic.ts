import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { closedPath } from './examples.ts';
import { echoOf, problemOf, type Received, type Sent, send, type Target } from './target.ts';
import { accessToken } from './tokens.ts';

/** Ids, limits, failures, and what is not there. */
export function trafficTests(target: () => Target): void {
  const call = async (path: string, { headers, ...sent }: Sent = {}): Promise<Received> => {
    const authorization = `Bearer ${await accessToken(target())}`;
    return send(target().url, path, { ...sent, headers: { authorization, ...headers } });
  };

  test('a request keeps its id, and gets one where it has none that is acceptable', async () => {
    const id = randomUUID();
    const kept = await call(closedPath(anyRoute), { headers: { 'x-request-id': id } });
    assert.equal(kept.headers['x-request-id'], id);
    assert.equal(echoOf(kept).headers['x-request-id'], id);
    const made = await call(closedPath(anyRoute), { headers: { 'x-request-id': 'a b' } });
    assert.match(String(made.headers['x-request-id']), /^[\w.-]{8,64}$/);
    assert.equal(echoOf(made).headers['x-request-id'], made.headers['x-request-id']);
  });

  test('a trace goes on, and begins where none came', async () => {
    const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const headers = { traceparent: parent, tracestate: 'a=1' };
    const continued = echoOf(await call(closedPath(anyRoute), { headers })).headers;
    assert.equal(continued.traceparent, parent);
    assert.equal(continued.tracestate, 'a=1');
    const broken = { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, tracestate: 'a=1' };
    const begun = echoOf(await call(closedPath(anyRoute), { headers: broken })).headers;
    assert.match(String(begun.traceparent), /^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    assert.equal(begun.tracestate, undefined);
  });

  test('an answer does not tell how a service is built', async () => {
    const { headers } = await call(closedPath(anyRoute));
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['x-internal-note'], undefined);
    assert.equal(headers['x-user-note'], undefined);
    assert.notEqual(headers.server, 'stub');
  });

  test('a failure of a service is passed on as it is', async () => {
    const failed = await call(`${closedPath(anyRoute)}?status=503`);
    assert.equal(failed.status, 503);
    assert.equal((JSON.parse(failed.text) as { method: string }).method, 'GET');
  });

  test('a body may have 64 KiB and no more', async () => {
    const fits = { method: 'PUT', body: 'a'.repeat(64 * 1024) };
    assert.equal(echoOf(await call(closedPath(anyRoute), fits)).body.length, 64 * 1024);
    const tooLarge = await call(closedPath(anyRoute), { method: 'PUT', body: `${fits.body}a` });
    assert.equal(tooLarge.status, 413);
    assert.equal(problemOf(tooLarge).type, 'urn:problem:content-too-large');
  });

  test('nothing is reachable but the API', async () => {
    const { prefix } = anyRoute;
    const paths = [
      '/',
      '/api',
      '/metrics',
      '/internal/a',
      '/health',
      `${prefix}x`,
      '/docs/nobody/',
    ];
    const outside = ['../../internal/a', '%2e%2e/%2e%2e/internal/a', '..%2f..%2finternal/a'];
    for (const path of [...paths, ...outside.map((rest) => `${prefix}/${rest}`)]) {
      const id = randomUUID();
      const answer = await call(path, { headers: { 'x-request-id': id } });
      assert.equal(answer.status, 404, path);
      assert.equal(problemOf(answer).type, 'urn:problem:not-found', path);
      assert.equal(await target().seen(id), 0, path);
    }
  });

  test('a read is sent to another instance when the first gives no answer', async () => {
    for (let count = 0; count < 4; count += 1) {
      const echo = echoOf(await call(`${closedPath(anyRoute)}?drop=a`));
      assert.equal(echo.instance, 'b');
    }
  });

  test('a change that may have taken effect is not sent twice', async () => {
    const id = randomUUID();
    const sent = { method: 'POST', headers: { 'x-request-id': id }, body: '{}' };
    const answer = await call(`${closedPath(anyRoute)}?drop=all`, sent);
    assert.equal(answer.status, 502);
    assert.equal(problemOf(answer).type, 'urn:problem:bad-gateway');
    assert.equal(answer.headers['retry-after'], '1');
    assert.equal(await target().seen(id), 1);
  });

  test('a client that asks too often waits, with a token or without', async () => {
    const { limitedUrl, limit } = target();
    const answers: Received[] = [];
    // A new minute may begin meanwhile: one of the two takes more than its share.
    for (let count = 0; count < 2 * limit + 1; count += 1) {
      answers.push(await send(limitedUrl, closedPath(anyRoute)));
    }
    assert.equal(answers[0]?.status, 401);
    assert.equal(answers[0]?.headers['ratelimit-limit'], String(limit));
    assert.equal(answers[0]?.headers['ratelimit-remaining'], String(limit - 1));
    const refused = answers.find(({ status }) => status === 429) ?? assert.fail('none was refused');
    assert.equal(problemOf(refused).type, 'urn:problem:too-many-requests');
    assert.equal(refused.headers['ratelimit-remaining'], '0');
    for (const name of ['retry-after', 'ratelimit-reset']) {
      const seconds = Number(refused.headers[name]);
      assert.ok(seconds > 0 && seconds <= 60, name);
    }
  });

  test('the gateway says for itself whether it is ready', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await send(target().limitedUrl, path);
      assert.equal(answer.status, 200);
      assert.deepEqual(JSON.parse(answer.text), { status: 'ok', checks: {} });
    }
  });

  test('a page leads to the API description of each service', async () => {
    const page = await send(target().url, '/docs');
    assert.match(String(page.headers['content-type']), /^text\/html/);
    for (const { service } of routes) {
      assert.ok(page.text.includes(`"/docs/${service}/"`));
      const echo = echoOf(await send(target().url, `/docs/${service}/json`));
      assert.equal(echo.service, service);
      assert.equal(echo.url, '/docs/json');
    }
  });
}

const [anyRoute = assert.fail('the table is empty')] = routes;

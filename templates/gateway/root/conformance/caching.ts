import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { keptPath } from './examples.ts';
import { echoOf, type Received, type Sent, send, type Target } from './target.ts';
import { accessToken } from './tokens.ts';

/** What is answered twice with one answer of a service, and what never is. */
export function cachingTests(target: () => Target): void {
  const example = keptPath();
  if (!example) return;
  const { prefix } = example.route;
  const read = (path: string, headers: Sent['headers'] = {}) =>
    send(target().url, path, { headers });

  test('a public answer is given again, and says how old it is', async () => {
    const [, second] = await keptPair(read);
    assert.match(String(second.headers.age), /^\d+$/);
    assert.equal(second.headers['cache-control'], 'public, no-cache');
  });

  test('an answer that was kept is not given for ever', async () => {
    const path = freshPath();
    const first = echoOf(await read(path));
    while (echoOf(await read(path)).served === first.served) await sleep(100);
  });

  test('a client that has the answer is not sent it again', async () => {
    const path = freshPath();
    assert.equal((await read(path)).headers.etag, '"1"');
    const second = await read(path, { 'if-none-match': '"1"' });
    assert.equal(second.status, 304);
    assert.equal(second.headers.etag, '"1"');
    assert.equal(second.text, '');
  });

  test('an answer is given only where the headers that it depends on are the same', async () => {
    const path = `${freshPath()}&vary=accept-language`;
    const german = echoOf(await read(path, { 'accept-language': 'de' }));
    const english = echoOf(await read(path, { 'accept-language': 'en' }));
    assert.equal(german.headers['accept-language'], 'de');
    assert.equal(english.headers['accept-language'], 'en');
  });

  test('who asks for a current answer gets one', async () => {
    const path = freshPath();
    const first = echoOf(await read(path));
    const second = echoOf(await read(path, { 'cache-control': 'no-cache' }));
    assert.notEqual(second.served, first.served);
  });

  test('a change that went well ends what was kept under its prefix', async () => {
    const path = freshPath();
    const first = echoOf(await read(path));
    const headers = { authorization: `Bearer ${await accessToken(target())}` };
    echoOf(await send(target().url, `${prefix}/one`, { method: 'PATCH', headers, body: '{}' }));
    assert.notEqual(echoOf(await read(path)).served, first.served);
  });

  test('an answer that no service called public is not kept', async () => {
    const path = freshPath().replace('public&', '');
    assert.notEqual(echoOf(await read(path)).served, echoOf(await read(path)).served);
  });

  test('a failure is not kept', async () => {
    const path = `${freshPath()}&status=404`;
    const served = async () => (JSON.parse((await read(path)).text) as { served: number }).served;
    assert.notEqual(await served(), await served());
  });

  test('what needs a token is not kept, whatever a service calls it', async () => {
    const path = `${prefix}/closed/one?public`;
    const headers = { authorization: `Bearer ${await accessToken(target())}` };
    const first = echoOf(await read(path, headers));
    assert.notEqual(echoOf(await read(path, headers)).served, first.served);
    assert.equal((await read(path)).status, 401);
  });
}

function freshPath(): string {
  return keptPath()?.path ?? assert.fail('the table has no answers to keep');
}

/** Two answers of which the second was kept: at once where the machine is quick enough. */
async function keptPair(read: (path: string) => Promise<Received>): Promise<[Received, Received]> {
  const path = freshPath();
  for (;;) {
    const pair: [Received, Received] = [await read(path), await read(path)];
    if (echoOf(pair[0]).served === echoOf(pair[1]).served) return pair;
  }
}

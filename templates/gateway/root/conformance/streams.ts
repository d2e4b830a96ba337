import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../routes.ts';
import { closedPath } from './examples.ts';
import { open, type Target } from './target.ts';
import { accessToken } from './tokens.ts';

/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function streamTests(target: () => Target): void {
  /** A stream of which the service sends one event, and then nothing more. */
  const openStream = async (requestId: string) => {
    const headers = {
      authorization: `Bearer ${await accessToken(target())}`,
      accept: 'text/event-stream',
      'last-event-id': '7',
      'x-request-id': requestId,
    };
    return open(target().url, `${closedPath(anyRoute)}?stream`, { headers });
  };

  test('an event reaches the client while its stream goes on, from where the client asks', async () => {
    const response = await openStream(randomUUID());
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['content-type'], 'text/event-stream');
    assert.equal(response.headers['cache-control'], 'no-store');
    assert.equal(await firstChunk(response), 'id: 8\ndata: after 7\n\n');
    response.destroy();
  });

  test('a stream that its client leaves ends at the service', async () => {
    const id = randomUUID();
    const response = await openStream(id);
    await firstChunk(response);
    assert.equal(await target().streaming(id), 1);
    response.destroy();
    for (let tries = 1; (await target().streaming(id)) > 0; tries += 1) {
      assert.ok(tries < 100, 'the gateway holds the stream that nobody reads');
      await sleep(100);
    }
  });
}

const [anyRoute = assert.fail('the table is empty')] = routes;

async function firstChunk(response: Awaited<ReturnType<typeof open>>): Promise<string> {
  const held = sleep(30_000, undefined, { ref: false }).then(() =>
    assert.fail('the gateway holds events back'),
  );
  const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]();
  const { value } = await Promise.race([chunks.next(), held]);
  return value as string;
}

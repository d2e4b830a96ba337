import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openCache } from '../src/index.ts';

async function open(t: TestContext, port: number) {
  const lines: string[] = [];
  const write = (_fields: object, message: string) => lines.push(message);
  const url = `redis://127.0.0.1:${port}`;
  const cache = await openCache({ url, prefix: '', log: { info: write, warn: write } });
  t.after(() => cache.close());
  return { cache, lines };
}

test('without Redis nothing is found, nothing fails, and one line tells', async (t) => {
  const { cache, lines } = await open(t, 1);
  await cache.set('key', 1, 60);
  assert.equal(await cache.get('key'), undefined);
  while (lines.length === 0) await wait(5);
  await wait(50);
  assert.deepEqual(lines, ['cannot reach the cache; going on without']);
});

test('a Redis that hangs is not waited for', async (t) => {
  const connections: Socket[] = [];
  const server = createServer((socket) => connections.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  const { cache } = await open(t, (server.address() as AddressInfo).port);
  await once(server, 'connection');
  await cache.set('key', 1, 60);
  assert.equal(await cache.get('key'), undefined);
});

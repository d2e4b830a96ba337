import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openCache } from '../src/index.ts';
import { keepsTheContract } from './contract.ts';

const url = process.env.TEST_REDIS_URL ?? '';
assert.ok(url, 'TEST_REDIS_URL is the URL of a Redis, such as redis://127.0.0.1:6379');

keepsTheContract(url);

/** Stands between the cache and Redis, and can hang or break off. */
async function startMiddleman() {
  const { hostname, port } = new URL(url);
  const pairs = new Set<Socket>();
  let passing = true;
  const server = createServer((near) => {
    if (!passing) {
      near.destroy();
      return;
    }
    const far = connect(Number(port || 6379), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(from);
      from.on('data', (data) => passing && to.write(data));
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = new URL(url);
  address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: address.href,
    hang() {
      passing = false;
    },
    breakOff() {
      passing = false;
      for (const socket of pairs) socket.destroy();
    },
    resume() {
      passing = true;
    },
    stop() {
      for (const socket of pairs) socket.destroy();
      server.close();
    },
  };
}

test('Redis may hang, go and come back: nothing fails, and two lines tell', async (t) => {
  const middleman = await startMiddleman();
  const lines: string[] = [];
  const write = (_fields: object, message: string) => lines.push(message);
  const log = { info: write, warn: write };
  const cache = await openCache({ url: middleman.url, prefix: `${process.pid}:`, log });
  t.after(async () => {
    await cache.close();
    middleman.stop();
  });
  const untilFound = async () => {
    do {
      await cache.set('key', 1, 60);
      await wait(5);
    } while ((await cache.get('key')) !== 1);
  };
  await untilFound();
  middleman.hang();
  assert.equal(await cache.get('key'), undefined);
  middleman.breakOff();
  while (lines.length < 1) await wait(5);
  assert.equal(await cache.get('key'), undefined);
  middleman.resume();
  await untilFound();
  assert.deepEqual(lines, ['cannot reach the cache; going on without', 'the cache answers again']);
});

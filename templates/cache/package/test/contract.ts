import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cache, openCache } from '../src/index.ts';

export const silent = { info: () => undefined, warn: () => undefined };

/** What holds for every kind of cache. */
export function keepsTheContract(url: string): void {
  const open = async (t: TestContext): Promise<Cache> => {
    const cache = await openCache({ url, prefix: `${randomUUID()}:`, log: silent });
    t.after(() => cache.close());
    return cache;
  };

  /** Waits until the cache has what was set: it may have been opened a moment ago. */
  async function keep(cache: Cache, key: string, value: unknown, ttlSeconds = 60): Promise<void> {
    do {
      await cache.set(key, value, ttlSeconds);
      await wait(1);
    } while ((await cache.get(key)) === undefined);
  }

  test('what was set is there, as JSON has it', async (t) => {
    const cache = await open(t);
    const value = { name: 'tea', price: { amount: 250, currency: 'EUR' }, tags: [null, true] };
    await keep(cache, 'product', value);
    assert.deepEqual(await cache.get('product'), value);
    await keep(cache, 'product', 'other');
    assert.equal(await cache.get('product'), 'other');
    assert.equal(await cache.get('unknown'), undefined);
  });

  test('it is gone after its time', async (t) => {
    const cache = await open(t);
    await keep(cache, 'short', 1, 0.2);
    await keep(cache, 'long', 2, 60);
    while ((await cache.get('short')) !== undefined) await wait(10);
    assert.equal(await cache.get('long'), 2);
    await cache.set('none', 3, 0);
    assert.equal(await cache.get('none'), undefined);
  });

  test('caches with another prefix have other values', async (t) => {
    const [one, other] = [await open(t), await open(t)];
    await keep(one, 'key', 1);
    await keep(other, 'other key', 1);
    assert.equal(await other.get('key'), undefined);
  });
}

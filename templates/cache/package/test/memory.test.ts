import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCache } from '../src/index.ts';
import { keepsTheContract, silent } from './contract.ts';

keepsTheContract('');

test('memory is bounded: what was used longest ago makes room', async () => {
  const cache = await openCache({ url: '', prefix: '', log: silent });
  const large = 'x'.repeat(1024 * 1024);
  for (let key = 0; key < 20; key++) {
    await cache.set(`key ${key}`, large, 60);
    assert.equal(await cache.get('key 0'), large, 'in use');
  }
  assert.equal(await cache.get('key 1'), undefined);
  assert.equal(await cache.get('key 19'), large);
});

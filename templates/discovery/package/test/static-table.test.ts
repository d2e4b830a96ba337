import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDiscoveryUrl, openDiscovery } from '../src/index.ts';
import { keepsTheContract, silent } from './contract.ts';

keepsTheContract(async () => ({
  discovery: openDiscovery('static:products=127.0.0.1:8082,products=[::1]:8083,users=u:1', {
    log: silent,
  }),
  service: 'products',
  instances: [
    { host: '127.0.0.1', port: 8082 },
    { host: '[::1]', port: 8083 },
  ],
}));

test('an empty table knows nobody', async () => {
  const discovery = openDiscovery('static:', { log: silent });
  assert.deepEqual(await discovery.instancesOf('products'), []);
});

test('a URL that cannot be used is told before anything is', () => {
  assert.ok(isDiscoveryUrl('static:products=127.0.0.1:8082'));
  for (const url of ['', 'products', 'gopher://x', 'static:products', 'static:products=here']) {
    assert.equal(isDiscoveryUrl(url), false, url);
    assert.throws(() => openDiscovery(url, { log: silent }), TypeError);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dns } from '../src/dns.ts';
import { isDiscoveryUrl, openDiscovery } from '../src/index.ts';
import { keepsTheContract, silent } from './contract.ts';

keepsTheContract(async () => ({
  discovery: openDiscovery('dns://?port=8080', { log: silent }),
  service: 'localhost',
  instances: [{ host: '127.0.0.1', port: 8080 }],
}));

test('the port must be there', () => {
  assert.equal(isDiscoveryUrl('dns://'), false);
});

test('the last known addresses last through an outage, which is logged once', async () => {
  const lines: string[] = [];
  const write = (_fields: object, message: string) => lines.push(message);
  let time = 0;
  let answer = async (): Promise<string[]> => ['10.0.0.1'];
  const system = { now: () => time, addressesOf: () => answer() };
  const discovery = dns('dns://?port=8080', { log: { info: write, warn: write } }, system);
  const later = async () => {
    time += 10_000;
    return discovery.instancesOf('products');
  };
  const known = [{ host: '10.0.0.1', port: 8080 }];
  assert.deepEqual(await later(), known);
  answer = async () => {
    throw Object.assign(new Error('no name server'), { code: 'EAI_AGAIN' });
  };
  for (const _ of [1, 2, 3]) assert.deepEqual(await later(), known);
  answer = async () => ['10.0.0.2'];
  assert.deepEqual(await later(), [{ host: '10.0.0.2', port: 8080 }]);
  assert.deepEqual(lines, [
    'cannot reach the name server; going on with what is known',
    'the name server answers again',
  ]);
});

test('addresses are asked for again only after a while', async () => {
  let time = 0;
  let asked = 0;
  const addressesOf = async () => [`10.0.0.${++asked}`];
  const discovery = dns('dns://?port=8080', { log: silent }, { now: () => time, addressesOf });
  for (const _ of [1, 2, 3]) {
    assert.deepEqual(await discovery.instancesOf('products'), [{ host: '10.0.0.1', port: 8080 }]);
  }
  time += 10_000;
  assert.deepEqual(await discovery.instancesOf('products'), [{ host: '10.0.0.2', port: 8080 }]);
});

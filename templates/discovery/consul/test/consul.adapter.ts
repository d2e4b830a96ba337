import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Discovery, openDiscovery } from '../src/index.ts';
import { keepsTheContract, silent } from './contract.ts';

const url = process.env.TEST_CONSUL_URL ?? '';
assert.ok(url, 'TEST_CONSUL_URL is that of a Consul that reaches this machine at its own address');

/** An instance on a real socket, whose health the test decides. */
async function startInstance(t: TestContext, service: string) {
  let healthy = true;
  const server = createServer((_request, response) => {
    response.writeHead(healthy ? 200 : 503).end();
  }).listen(0, '0.0.0.0');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const discovery = openDiscovery(url, { log: silent });
  discovery.register({ service, port });
  t.after(async () => {
    await discovery.deregister();
    discovery.close();
    server.closeAllConnections();
    server.close();
  });
  return {
    port,
    discovery,
    fail() {
      healthy = false;
    },
  };
}

async function untilPorts(discovery: Discovery, service: string, ...expected: number[]) {
  const wanted = String(expected.sort());
  const ports = async () => (await discovery.instancesOf(service)).map(({ port }) => port).sort();
  while (String(await ports()) !== wanted) await wait(50);
}

keepsTheContract(async (t) => {
  const service = `test-${randomUUID()}`;
  const { discovery } = await startInstance(t, service);
  while ((await discovery.instancesOf(service)).length === 0) await wait(50);
  return { discovery, service, instances: await discovery.instancesOf(service) };
});

test('an instance that fails its check is not found, and one that ends is not', async (t) => {
  const service = `test-${randomUUID()}`;
  const first = await startInstance(t, service);
  const second = await startInstance(t, service);
  await untilPorts(first.discovery, service, first.port, second.port);
  second.fail();
  await untilPorts(first.discovery, service, first.port);
  await first.discovery.deregister();
  await untilPorts(second.discovery, service);
});

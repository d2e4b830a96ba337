import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { consul } from '../src/consul.ts';
import { type Discovery, isDiscoveryUrl } from '../src/index.ts';
import { keepsTheContract } from './contract.ts';
import { FakeConsul } from './fake-consul.ts';

const times = {
  firstAnswer: 5_000,
  retry: 10,
  registration: 20,
  recovery: 60_000,
  farewell: 5_000,
};

async function prepare(t: TestContext, changes: Partial<typeof times> = {}) {
  const registry = new FakeConsul();
  await registry.start();
  registry.add('products', 8081);
  registry.add('products', 8082);
  const lines: string[] = [];
  const write = (_fields: object, message: string) => lines.push(message);
  const log = { info: write, warn: write };
  const discovery = consul(registry.url, { log }, { ...times, ...changes });
  t.after(async () => {
    await discovery.deregister();
    discovery.close();
    await registry.stop();
  });
  return { registry, discovery, lines };
}

async function ports(discovery: Discovery, service = 'products'): Promise<number[]> {
  return (await discovery.instancesOf(service)).map(({ port }) => port).sort();
}

/** Looks until it is so; the test runner gives up at some time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(5);
}

async function untilPorts(discovery: Discovery, ...expected: number[]): Promise<void> {
  await until(async () => String(await ports(discovery)) === String(expected));
}

keepsTheContract(async (t) => ({
  ...(await prepare(t)),
  service: 'products',
  instances: [
    { host: '127.0.0.1', port: 8081 },
    { host: '127.0.0.1', port: 8082 },
  ],
}));

test('what changes in Consul is followed, and only healthy instances are found', async (t) => {
  const { registry, discovery } = await prepare(t);
  await untilPorts(discovery, 8081, 8082);
  registry.add('products', 8083);
  await untilPorts(discovery, 8081, 8082, 8083);
  registry.fail(8081);
  await untilPorts(discovery, 8082, 8083);
  registry.remove(8082);
  registry.remove(8083);
  await untilPorts(discovery);
});

test('an instance registers with the address that Consul reaches it at, and a check', async (t) => {
  const { registry, discovery } = await prepare(t);
  discovery.register({ service: 'orders', port: 8090 });
  await until(() => registry.services.has('127.0.0.1:8090'));
  const { Name, Address, Port, Check } = registry.services.get('127.0.0.1:8090') ?? {};
  assert.deepEqual([Name, Address, Port], ['orders', '127.0.0.1', 8090]);
  assert.deepEqual(Check, {
    HTTP: 'http://127.0.0.1:8090/health/ready',
    Interval: '10s',
    Timeout: '3s',
    Status: 'passing',
    DeregisterCriticalServiceAfter: '1m',
  });
  await discovery.deregister();
  assert.equal(registry.services.has('127.0.0.1:8090'), false);
});

test('an address that is advertised takes the place of the own one', async (t) => {
  const { registry } = await prepare(t);
  const log = { info: () => undefined, warn: () => undefined };
  const discovery = consul(registry.url, { log, advertiseHost: 'orders.internal' }, times);
  t.after(() => discovery.deregister());
  discovery.register({ service: 'orders', port: 8090 });
  await until(() => registry.services.has('orders.internal:8090'));
});

test('the last known instances last through an outage, which is logged once', async (t) => {
  const { registry, discovery, lines } = await prepare(t);
  discovery.register({ service: 'orders', port: 8090 });
  await untilPorts(discovery, 8081, 8082);
  await registry.stop();
  await until(() => lines.length > 0);
  await wait(100);
  assert.deepEqual(await ports(discovery), [8081, 8082]);
  await registry.start();
  registry.add('products', 8083);
  await untilPorts(discovery, 8081, 8082, 8083);
  const address = registry.url.slice('consul://'.length);
  assert.deepEqual(lines, [
    `cannot reach Consul at ${address}; going on with what is known`,
    `Consul at ${address} answers again`,
  ]);
});

test('when Consul has forgotten all, instances register again and are not lost meanwhile', async (t) => {
  const { registry, discovery } = await prepare(t, { registration: 200 });
  discovery.register({ service: 'products', port: 8090 });
  await untilPorts(discovery, 8081, 8082, 8090);
  registry.forget();
  const seen = new Set<string>();
  while (!registry.services.has('127.0.0.1:8090')) {
    seen.add(String(await ports(discovery)));
    await wait(5);
  }
  assert.deepEqual([...seen], ['8081,8082,8090']);
  await untilPorts(discovery, 8090);
});

test('an empty list is believed once there was time to register again', async (t) => {
  const { registry, discovery } = await prepare(t, { recovery: 1 });
  await untilPorts(discovery, 8081, 8082);
  registry.forget();
  await until(async () => {
    // Consul answers when something has changed, whatever it is.
    registry.add('users', 8070);
    return (await ports(discovery)).length === 0;
  });
});

test('without Consul at the start nobody is found, and all are when it comes', async (t) => {
  const { registry, discovery } = await prepare(t, { firstAnswer: 10 });
  await registry.stop();
  assert.deepEqual(await ports(discovery), []);
  await registry.start();
  await untilPorts(discovery, 8081, 8082);
});

test('the end of an instance is not held up by a Consul that is away', async (t) => {
  const { registry, discovery } = await prepare(t, { farewell: 50 });
  discovery.register({ service: 'orders', port: 8090 });
  await until(() => registry.services.has('127.0.0.1:8090'));
  await registry.stop();
  await discovery.deregister();
});

test('the URL must name a host', () => {
  assert.ok(isDiscoveryUrl('consul://consul:8500'));
  assert.equal(isDiscoveryUrl('consul://'), false);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Discovery, Instance } from '../src/index.ts';

/** A discovery, and what is true of the system that it looks at. */
export interface Subject {
  readonly discovery: Discovery;
  /** A service that is up. */
  readonly service: string;
  /** All of its instances. */
  readonly instances: readonly Instance[];
}

/** What holds for every kind of discovery. */
export function keepsTheContract(open: (t: TestContext) => Promise<Subject>): void {
  test('a service is found with all of its instances', async (t) => {
    const { discovery, service, instances } = await open(t);
    assert.deepEqual(sorted(await discovery.instancesOf(service)), sorted(instances));
  });

  test('those who look it up at once find the same', async (t) => {
    const { discovery, service, instances } = await open(t);
    const found = await Promise.all([1, 2, 3].map(() => discovery.instancesOf(service)));
    for (const one of found) assert.deepEqual(sorted(one), sorted(instances));
  });

  test('a service nobody knows has no instance', async (t) => {
    const { discovery } = await open(t);
    assert.deepEqual(await discovery.instancesOf('nobody-knows-this.invalid'), []);
  });

  test('an instance may come and go', async (t) => {
    const { discovery, service, instances } = await open(t);
    discovery.register({ service: 'visitor', port: 1 });
    await discovery.deregister();
    assert.deepEqual(sorted(await discovery.instancesOf(service)), sorted(instances));
  });

  test('who was never registered may deregister', async (t) => {
    const { discovery } = await open(t);
    await discovery.deregister();
  });
}

function sorted(instances: readonly Instance[]): string[] {
  return instances.map(({ host, port }) => `${host}:${port}`).sort();
}

export const silent = { info: () => undefined, warn: () => undefined };

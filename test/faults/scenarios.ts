import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { initialStock, inParallel, openShop, type Outcome, type Shop, until } from './shop.ts';
import type { System } from './system.ts';

/** A fault, and what has to hold while it lasts and after it. */
export interface Scenario {
  readonly name: string;
  /** Resolves to what was seen, in one line for the record. */
  run(system: System): Promise<string>;
}

const placed = ({ status }: Outcome) => status === 201;

/** How long a part stays away, in milliseconds. */
const outageMs = 60_000;

export const scenarios: readonly Scenario[] = [
  {
    name: 'one of three instances of orders is killed under load',
    async run(system) {
      const shop = await openShop(system);
      await system.scale('orders', 3);
      const [victim = ''] = await system.containers('orders');
      const killing = sleep(1_000).then(() => system.docker('kill', victim));
      const reads = inParallel(500, 10, () => shop.request('GET', '/api/orders?limit=1'));
      const writes = inParallel(500, 10, () => {
        const key = randomUUID();
        return until(() => shop.order(key), placed, 60_000);
      });
      const [read, written] = await Promise.all([reads, writes, killing]);
      const lost = read.filter(({ status }) => status !== 200);
      assert.deepEqual(lost, [], 'safe requests that were lost');
      const ids = new Set(written.map(({ body }) => body.id as string));
      assert.equal(ids.size, 500, 'one order for each key');
      await booksBalance(shop, 500);
      await system.scale('orders', 1);
      return '500 reads: 0 lost; 500 orders with a key each: 500 placed, none twice';
    },
  },
  {
    name: 'load is spread over three instances of orders',
    async run(system) {
      const shop = await openShop(system);
      await system.scale('orders', 3);
      const list = () => shop.request('GET', '/api/orders?limit=1');
      // The gateway learns of new instances within seconds.
      for (let tries = 0; (await served(system)).includes(0); tries += 1) {
        assert.ok(tries < 60, 'not every instance is found');
        await during(500, list);
      }
      const before = await served(system);
      await inParallel(300, 10, list);
      const after = await served(system);
      await system.scale('orders', 1);
      const counts = after.map((count, index) => count - (before[index] ?? 0));
      assert.ok(
        counts.every((count) => count > 50),
        `requests by instance: ${counts}`,
      );
      return `of 300 requests, by instance: ${counts.join(', ')}`;
    },
  },
  {
    name: 'Consul is down',
    async run(system) {
      const shop = await openShop(system);
      return whileStopped(system, 'consul', async () => {
        const outcomes = await during(outageMs, () => shop.order());
        assert.ok(outcomes.every(placed), `statuses: ${statuses(outcomes)}`);
        return `orders go on with the last known list: ${statuses(outcomes)}`;
      });
    },
  },
  {
    name: 'Redis is down',
    async run(system) {
      const shop = await openShop(system);
      return whileStopped(system, 'redis', async () => {
        const outcomes = await during(5_000, () => shop.order());
        assert.ok(outcomes.every(placed), `statuses: ${statuses(outcomes)}`);
        return `orders go on without the cache: ${statuses(outcomes)}`;
      });
    },
  },
  {
    name: 'the database of payments is down',
    async run(system) {
      const shop = await openShop(system);
      const seen = await whileStopped(system, 'payments-postgres', async () => {
        const refused = await during(5_000, () => shop.order());
        assert.ok(
          refused.every(({ status }) => status === 503),
          `statuses: ${statuses(refused)}`,
        );
        assert.equal((await shop.request('GET', '/api/orders')).status, 200);
        assert.equal((await shop.request('GET', '/api/products')).status, 200);
        return `orders are refused with ${statuses(refused)}, products and the list of orders are read`;
      });
      const key = randomUUID();
      await until(() => shop.order(key), placed, 60_000);
      await until(
        () => shop.request('GET', '/api/orders'),
        ({ body }) => body.items.length === 1,
        30_000,
      );
      await booksBalance(shop, 1);
      return `${seen}; no restart`;
    },
  },
  {
    name: 'the products service is killed',
    async run(system) {
      const shop = await openShop(system);
      assert.equal((await shop.quote()).body.source, 'products');
      const [victim = ''] = await system.containers('products');
      const seen = await whileStopped(
        system,
        'products',
        () => degraded(shop),
        () => system.docker('kill', victim),
      );
      await until(() => shop.order(), placed, 60_000);
      await booksBalance(shop, undefined);
      return seen;
    },
  },
  {
    name: 'the products service hangs',
    async run(system) {
      const shop = await openShop(system);
      assert.equal((await shop.quote()).body.source, 'products');
      await system.compose('kill', '--signal', 'STOP', 'products');
      const seen = await degraded(shop).finally(() =>
        system.compose('kill', '--signal', 'CONT', 'products'),
      );
      await until(() => shop.order(), placed, 60_000);
      await booksBalance(shop, undefined);
      return seen;
    },
  },
];

/** How many requests for orders each of its instances has logged. */
async function served(system: System): Promise<number[]> {
  const containers = await system.containers('orders');
  const logs = await Promise.all(containers.map((id) => system.docker('logs', id)));
  return logs.map((log) => log.split('/api/orders').length - 1);
}

/** Opens the breaker, and then holds that answers are quick: a quote from the cache, an order refused. */
async function degraded(shop: Shop): Promise<string> {
  await until(
    () => shop.quote(),
    ({ ms, body }) => body?.source === 'cache' && ms < 500,
    60_000,
  );
  const quotes = await during(2_000, () => shop.quote());
  assert.ok(
    quotes.every(({ body }) => body.source === 'cache'),
    statuses(quotes),
  );
  const orders = await during(2_000, () => shop.order());
  assert.ok(
    orders.every(({ status }) => status === 503),
    statuses(orders),
  );
  const median = (list: readonly Outcome[]) =>
    Math.round(
      list.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0,
    );
  return `with the breaker open: quotes from the cache in ${median(quotes)} ms, orders refused with 503 in ${median(orders)} ms (medians)`;
}

/** Every order took one piece and one capture, and nothing else did; waits for what is under way. */
async function booksBalance(shop: Shop, expected: number | undefined): Promise<void> {
  let last = '';
  for (let tries = 0; tries < 120; tries += 1) {
    const [orders, stock, payments] = await Promise.all([
      shop.orders(),
      shop.stock(),
      shop.payments(),
    ]);
    const { captured = 0, authorising = 0, authorised = 0, voiding = 0, refunding = 0 } = payments;
    const underway = authorising + authorised + voiding + refunding;
    last = JSON.stringify({ orders: orders.length, taken: initialStock - stock, payments });
    const balanced =
      initialStock - stock === orders.length && captured === orders.length && underway === 0;
    if (balanced) {
      if (expected !== undefined) assert.equal(orders.length, expected);
      return;
    }
    await sleep(500);
  }
  assert.fail(`stock, money and orders do not agree: ${last}`);
}

async function whileStopped(
  system: System,
  service: string,
  work: () => Promise<string>,
  stop: () => Promise<unknown> = () => system.compose('stop', '--timeout', '5', service),
): Promise<string> {
  await stop();
  try {
    return await work();
  } finally {
    await system.compose('up', '--detach', '--wait', '--no-recreate', service);
  }
}

/** Repeats a request, one at a time, for so many milliseconds. */
async function during(ms: number, attempt: () => Promise<Outcome>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const end = Date.now() + ms; Date.now() < end; await sleep(50))
    outcomes.push(await attempt());
  return outcomes;
}

function statuses(outcomes: readonly Outcome[]): string {
  const counts = new Map<number, number>();
  for (const { status } of outcomes) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
}

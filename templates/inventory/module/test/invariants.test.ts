import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Message } from '@app/messages';
import fc from 'fast-check';
import type { Item } from '../domain/item.ts';
import { releasing, reserving } from './order-messages.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;

before(async () => {
  warehouse = await openWarehouse();
});

after(() => warehouse.close());

const stock = 4;

/** How many of each of two products an order wants, and whether it is released some time. */
const plan = fc.record({
  quantities: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  released: fc.boolean(),
});

/** Which message is delivered next, whether beside the one before, and whether that ends in a crash. */
const delivery = fc.record({ pick: fc.nat(), beside: fc.boolean(), crashes: fc.boolean() });

test('stock adds up and every order is answered, whatever comes late, twice, at once or in a crash', async () => {
  const scenario = fc.asyncProperty(
    fc.array(plan, { minLength: 3, maxLength: 3 }),
    fc.array(delivery, { maxLength: 16, size: 'max' }),
    async (plans, deliveries) => {
      const products = [await warehouse.stockUp(stock), await warehouse.stockUp(stock)];
      const orders = plans.map((planned) => newOrder(products, planned));
      const messages = orders.flatMap((order) => order.messages);
      let current = Promise.resolve();
      for (const { pick, beside, crashes } of deliveries) {
        const message = messages[pick % messages.length] as Message;
        if (!beside) await current;
        const handled = crashes ? warehouse.crashOn(message) : warehouse.deliver(message);
        current = Promise.all([current, handled]).then(() => undefined);
      }
      await current;
      // Each message comes at least once, whatever became of it before.
      await warehouse.deliver(...messages);
      await assertAddsUp(products, orders);
    },
  );
  await fc.assert(scenario, { numRuns: 40 });
});

interface Order {
  readonly id: string;
  readonly wanted: readonly Item[];
  readonly released: boolean;
  readonly messages: readonly Message[];
}

function newOrder(
  products: readonly string[],
  { quantities, released }: { quantities: readonly number[]; released: boolean },
): Order {
  const id = randomUUID();
  const wanted = products.map((productId, index) => ({
    productId,
    quantity: quantities[index] ?? 0,
  }));
  const messages = [...reserving(id, wanted), ...(released ? [releasing(id)] : [])];
  return { id, wanted, released, messages };
}

async function assertAddsUp(products: readonly string[], orders: readonly Order[]): Promise<void> {
  const held: Item[] = [];
  for (const { id, wanted, released } of orders) {
    const answers = await warehouse.answersTo(id);
    const last = answers.at(-1);
    if (released) assert.equal(last, 'stock-released');
    else assert.ok(last === 'stock-reserved' || last === 'stock-unavailable', String(last));
    if (last === 'stock-reserved') held.push(...wanted);
  }
  for (const product of products) {
    const { available, reserved } = await warehouse.levelOf(product);
    const expected = held.filter(({ productId }) => productId === product);
    assert.equal(
      reserved,
      expected.reduce((sum, { quantity }) => sum + quantity, 0),
    );
    assert.equal(available, stock - reserved);
    assert.ok(available >= 0);
  }
}

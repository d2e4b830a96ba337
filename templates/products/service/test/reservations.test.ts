import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { startApplication, type TestApplication } from '#test/application';
import { documentCatalogue } from '../infrastructure/document-catalogue.ts';
import { stockOf } from '../infrastructure/stock.ts';
import { createReservations, type Reservations } from '../reservations.ts';
import type { Store } from '../store.ts';
import { Killed, scheduled } from './scheduled-store.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

/** One message about an order, and after how many statements the process that handles it is killed. */
const message = fc.record({
  order: fc.nat({ max: 2 }),
  action: fc.constantFrom('reserve', 'release'),
  statements: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat({ max: 12 })),
});

const stock = 3;

/** How many of each of two products an order wants. */
const basket = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }));

test('stock is never lost, doubled or oversold, whatever is repeated, late, interleaved or killed', async () => {
  const scenario = fc.asyncProperty(
    fc.scheduler(),
    fc.array(basket, { minLength: 3, maxLength: 3 }),
    fc.array(message, { minLength: 1, maxLength: 8 }),
    async (scheduler, baskets, messages) => {
      const shop = await newShop(baskets);
      const handled = messages.map(({ order, action, statements }) =>
        shop.handle(scheduled(app.store, scheduler, statements), order, action),
      );
      await scheduler.waitFor(Promise.all(handled));
      await shop.checkEverythingAddsUp();
    },
  );
  await fc.assert(scenario, { numRuns: 60 });
});

/** Two products and orders for them; every message is repeated until it is answered. */
async function newShop(baskets: readonly (readonly [number, number])[]) {
  const catalogue = documentCatalogue(app.store.products);
  const price = { amount: 100, currency: 'EUR' };
  const productIds: string[] = [];
  for (const name of ['Mug', 'Cup']) {
    const product = await catalogue.add({ sku: randomUUID(), name, price, stock });
    productIds.push(product?.id ?? '');
  }
  const orders = baskets.map((quantities) => ({
    id: randomUUID(),
    wanted: productIds.map((productId, index) => ({ productId, quantity: quantities[index] ?? 0 })),
    released: false,
    refused: false,
  }));
  type Order = (typeof orders)[number];

  async function send(store: Store, order: Order, action: string): Promise<void> {
    const reservations = reservationsIn(store);
    if (action === 'release') {
      order.released = true;
      return reservations.release(order.id);
    }
    await reservations.reserve(order.id, order.wanted).then(
      () => assert.ok(!order.refused, 'what was refused stays refused'),
      (error: Error) => {
        if (error instanceof Killed) throw error;
        if (error.name === 'OutOfStock') order.refused = true;
        else assert.ok(order.released, `${error.name} although nothing was released`);
      },
    );
  }

  return {
    async handle(store: Store, index: number, action: string) {
      const order = orders[index] as Order;
      await send(store, order, action).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    },
    async checkEverythingAddsUp() {
      for (const order of orders) {
        await send(app.store, order, order.released ? 'release' : 'reserve');
      }
      const held = orders.filter(({ released, refused }) => !released && !refused);
      for (const [index, productId] of productIds.entries()) {
        const taken = held.reduce((sum, { wanted }) => sum + (wanted[index]?.quantity ?? 0), 0);
        assert.equal((await catalogue.find(productId))?.stock, stock - taken);
      }
    },
  };
}

/** Products forget what is settled at once: what an attempt may rely on is only what lasts. */
function reservationsIn(store: Store): Reservations {
  return createReservations({
    catalogue: documentCatalogue(store.products),
    reservations: store.reservations,
    stock: stockOf(store, { keepMs: -1, batch: 1 }),
  });
}

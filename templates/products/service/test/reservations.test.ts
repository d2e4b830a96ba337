import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { startApplication, type TestApplication } from '#test/application';
import { ReservationReleased } from '../domain/reservation.ts';
import { OutOfStock, type Quantity } from '../domain/stock.ts';
import { openReservations } from '../index.ts';
import { documentCatalogue } from '../infrastructure/document-catalogue.ts';
import type { Reservations } from '../reservations.ts';
import type { Store } from '../store.ts';
import { interleave, Killed, storeOf, type Turn } from './processes.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

/** One message about an order, and after how many statements the process that handles it is killed. */
const message = fc.record({
  order: fc.nat({ max: 1 }),
  action: fc.constantFrom('reserve', 'release'),
  statements: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat({ max: 12 })),
});

const stock = 4;

/** How many of each of two products an order wants. */
const basket = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }));

test('stock is never lost, doubled or oversold, whatever is repeated, late, interleaved or killed', async () => {
  const scenario = fc.asyncProperty(
    fc.infiniteStream(fc.nat()),
    fc.tuple(basket, basket),
    fc.array(message, { minLength: 1, maxLength: 10, size: 'max' }),
    async (choices, baskets, messages) => {
      const shop = await newShop(baskets);
      const processes = messages.map(
        ({ order, action, statements }) =>
          (turn: Turn) =>
            shop.handle(storeOf(app.store, turn, statements), order, action),
      );
      await interleave(processes, (waiting) => Number(choices.next().value) % waiting);
      await shop.checkEverythingAddsUp();
    },
  );
  await fc.assert(scenario, { numRuns: 100 });
});

for (const action of ['reserve', 'release'] as const) {
  test(`a ${action} that is held up until its product has forgotten the order has no effect`, async () => {
    const [order, other] = [randomUUID(), randomUUID()];
    const productId = await productWith(10);
    const wanted = [{ productId, quantity: 2 }];
    const { reserve, release } = reservationsIn(app.store);
    if (action === 'release') await reserve(order, wanted);
    const { store, arrival, resume } = heldAtAdjust(app.store);
    const late = reservationsIn(store)[action](order, wanted);
    await arrival;
    await (action === 'reserve' ? reserve : release)(order, wanted);
    await reserve(other, wanted);
    resume();
    await late;
    const expected = action === 'reserve' ? 10 - 2 - 2 : 10 - 2;
    assert.equal((await app.store.products.find(productId))?.stock, expected);
  });
}

/** A store on which the first adjustment waits until it is told to go on. */
function heldAtAdjust(store: Store) {
  const arrival = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const adjust: Store['products']['adjust'] = async (...args) => {
    arrival.resolve();
    await gate.promise;
    return store.products.adjust(...args);
  };
  const held = { ...store, products: { ...store.products, adjust } };
  return { store: held, arrival: arrival.promise, resume: gate.resolve };
}

/** An order, and what became of it as far as its messages were answered. */
interface Order {
  readonly id: string;
  readonly wanted: readonly Quantity[];
  released: boolean;
  refused: boolean;
}

/** Two products, and an order for each basket. */
async function newShop(baskets: readonly (readonly [number, number])[]) {
  const productIds = [await productWith(stock), await productWith(stock)];
  const orders = baskets.map((quantities): Order => {
    const wanted = quantities.map((quantity, index) => ({
      productId: String(productIds[index]),
      quantity,
    }));
    return { id: randomUUID(), wanted, released: false, refused: false };
  });
  return {
    async handle(store: Store, index: number, action: string) {
      await send(store, orders[index] as Order, action).catch((error: unknown) => {
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
        assert.equal((await app.store.products.find(productId))?.stock, stock - taken);
      }
    },
  };
}

async function send(store: Store, order: Order, action: string): Promise<void> {
  const reservations = reservationsIn(store);
  if (action === 'release') {
    order.released = true;
    return reservations.release(order.id);
  }
  try {
    await reservations.reserve(order.id, order.wanted);
    assert.ok(!order.refused, 'what was refused stays refused');
  } catch (error) {
    if (error instanceof OutOfStock) order.refused = true;
    else if (!(error instanceof ReservationReleased && order.released)) throw error;
  }
}

async function productWith(stock: number): Promise<string> {
  const price = { amount: 100, currency: 'EUR' };
  const product = { sku: randomUUID(), name: 'Mug', price, stock };
  return String((await documentCatalogue(app.store.products).add(product))?.id);
}

/** Products forget what is settled at once: what an attempt may rely on is only what lasts. */
function reservationsIn(store: Store): Reservations {
  const memory = { keepMs: -1, batch: 1 };
  return openReservations(store, documentCatalogue(store.products), memory);
}

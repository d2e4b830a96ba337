import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as events from '@app/contracts/order-events';
import { startApplication, type TestApplication } from './application.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

interface Item {
  readonly type: string;
  readonly at: string;
  readonly status: string;
  readonly version: number;
  readonly causation?: string;
}

/** An order that stock was missing for. */
async function rejectedOrder() {
  const customer = await app.signIn();
  const mug = await app.addProduct();
  const { id } = (await app.order(customer, { [mug]: 1 })).json();
  await app.say(events.paymentReserved, id, { total: { amount: 250, currency: 'EUR' } });
  const missing = await app.say(events.stockUnavailable, id, { productId: mug });
  await app.say(events.paymentReleased, id, {});
  const history = await app.request(customer, 'GET', `/api/orders/${id}/history`);
  return { customer, id, missing, items: history.json().items as Item[] };
}

test('the history of an order is all that happened, and what became of it', async () => {
  const { items, missing } = await rejectedOrder();
  assert.deepEqual(
    items.map(({ version, type, status }) => [version, type, status]),
    [
      [1, 'orders.order-placed', 'pending'],
      [2, 'payments.payment-reserved', 'pending'],
      [3, 'inventory.stock-unavailable', 'pending'],
      [4, 'payments.payment-released', 'pending'],
      [5, 'orders.order-rejected', 'rejected'],
    ],
  );
  assert.equal(items[2]?.causation, missing.id);
});

test('an order is shown as it was known at a time', async () => {
  const { customer, id, items } = await rejectedOrder();
  const at = async (time: string) => {
    const url = `/api/orders/${id}?at=${encodeURIComponent(time)}`;
    return app.request(customer, 'GET', url);
  };
  const [placed, , , , rejected] = items;
  assert.ok(placed && rejected);
  const before = new Date(Date.parse(placed.at) - 1_000).toISOString();
  assert.equal((await at(before)).statusCode, 404);
  const early = (await at(new Date(Date.parse(rejected.at) - 1).toISOString())).json();
  assert.equal(early.status, 'pending');
  assert.equal(early.reason, undefined);
  const late = new Date(Date.parse(rejected.at) + 1_000).toISOString();
  assert.equal((await at(late)).json().reason, 'out_of_stock');
  assert.equal((await at('yesterday')).statusCode, 400);
  assert.equal((await at('2016-12-31T23:59:60Z')).statusCode, 400, 'a leap second');
});

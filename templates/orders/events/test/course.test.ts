import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as events from '@app/contracts/order-events';
import { startApplication, type TestApplication } from './application.ts';

let app: TestApplication;
let customer: Awaited<ReturnType<TestApplication['signIn']>>;
let mug: string;

before(async () => {
  app = await startApplication();
  customer = await app.signIn();
  mug = await app.addProduct();
});

after(() => app.close());

const total = { amount: 250, currency: 'EUR' };
const say = {
  reserved: (id: string) => app.say(events.paymentReserved, id, { total }),
  declined: (id: string) => app.say(events.paymentDeclined, id, { reason: 'payment_declined' }),
  released: (id: string) => app.say(events.paymentReleased, id, {}),
  stock: (id: string) => app.say(events.stockReserved, id, {}),
  noStock: (id: string) => app.say(events.stockUnavailable, id, { productId: mug }),
  stockBack: (id: string) => app.say(events.stockReleased, id, {}),
  shipped: (id: string) => app.say(events.shipmentCreated, id, { shipmentId: randomUUID() }),
  noCarrier: (id: string) => app.say(events.shipmentFailed, id, { detail: 'no carrier' }),
  shipmentBack: (id: string) => app.say(events.shipmentCancelled, id, {}),
};

/** What the services say in turn, how the order ends, and what is told of that. */
const courses = [
  ['all goes well', ['reserved', 'stock', 'shipped'], 'confirmed', 'confirmed'],
  ['the payment is declined', ['declined'], 'rejected: payment_declined', 'rejected'],
  ['stock is missing', ['reserved', 'noStock', 'released'], 'rejected: out_of_stock', 'rejected'],
  [
    'nobody delivers',
    ['reserved', 'stock', 'noCarrier', 'stockBack', 'released'],
    'rejected: shipping_failed',
    'rejected',
  ],
] as const satisfies readonly (readonly [string, readonly (keyof typeof say)[], string, string])[];

for (const [name, turns, end, told] of courses) {
  test(`${name}: ${end}, and everybody hears of it once`, async () => {
    const { id } = (await app.order(customer, { [mug]: 1 })).json();
    for (const turn of turns) {
      assert.equal(await statusOf(id), 'pending');
      await app.deliver(await say[turn](id));
    }
    assert.equal(await statusOf(id), end);
    assert.deepEqual(ends(await app.told(id)), [`email.order-${told}`, `orders.order-${told}`]);
  });
}

test('a confirmed order is cancelled once all is given back, the last step first', async () => {
  const { id } = (await app.order(customer, { [mug]: 1 })).json();
  for (const turn of ['reserved', 'stock', 'shipped'] as const) await say[turn](id);
  const cancelled = await cancel(id);
  assert.equal(cancelled.statusCode, 202);
  assert.equal(cancelled.json().status, 'cancelling');
  for (const turn of ['shipmentBack', 'stockBack', 'released'] as const) {
    assert.equal(await statusOf(id), 'cancelling');
    await say[turn](id);
  }
  assert.equal(await statusOf(id), 'cancelled');
  assert.deepEqual(
    (await app.told(id)).filter((type) => /^(email|orders)\..*cancel/.test(type)).sort(),
    ['email.order-cancelled', 'orders.cancellation-requested', 'orders.order-cancelled'],
  );
});

test('a cancellation that is repeated, ten times at once and later, is one', async () => {
  const { id } = (await app.order(customer, { [mug]: 1 })).json();
  for (const turn of ['reserved', 'stock', 'shipped'] as const) await say[turn](id);
  const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(id)));
  assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([202]));
  for (const turn of ['shipmentBack', 'stockBack', 'released'] as const) await say[turn](id);
  assert.equal((await cancel(id)).json().status, 'cancelled');
  const requests = (await app.told(id)).filter((type) => type === 'orders.cancellation-requested');
  assert.equal(requests.length, 1);
});

test('a rejected order cannot be cancelled', async () => {
  const { id } = (await app.order(customer, { [mug]: 1 })).json();
  await say.declined(id);
  const refused = await cancel(id);
  assert.equal(refused.statusCode, 409);
  assert.equal(refused.json().type, 'urn:problem:order-rejected');
});

test("another's order, and one that is not there, are not found", async () => {
  const { id } = (await app.order(customer, { [mug]: 1 })).json();
  const other = await app.signIn();
  for (const path of [`${id}/cancel`, `${randomUUID()}/cancel`]) {
    const response = await app.request(other, 'POST', `/api/orders/${path}`);
    assert.equal(response.statusCode, 404);
  }
  for (const path of ['', '/history', '/progress', '?at=2030-01-01T00:00:00Z']) {
    const response = await app.request(other, 'GET', `/api/orders/${id}${path}`);
    assert.equal(response.statusCode, 404);
  }
});

test('what is said of an order that is not here is passed over', async () => {
  const id = randomUUID();
  await say.reserved(id);
  assert.deepEqual(await app.told(id), []);
});

async function statusOf(id: string): Promise<string> {
  const { status, reason } = (await app.request(customer, 'GET', `/api/orders/${id}`)).json();
  return reason ? `${status}: ${reason}` : status;
}

function cancel(id: string) {
  return app.request(customer, 'POST', `/api/orders/${id}/cancel`);
}

function ends(told: readonly string[]): string[] {
  return told.filter((type) => /order-(confirmed|rejected|cancelled)$/.test(type)).sort();
}

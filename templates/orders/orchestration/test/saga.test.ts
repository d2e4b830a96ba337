import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as events from '@app/contracts/order-events';
import { startApplication, type TestApplication } from './application.ts';

let app: TestApplication;
let customer: Awaited<ReturnType<TestApplication['signIn']>>;
let admin: Awaited<ReturnType<TestApplication['signIn']>>;
let mug: string;

before(async () => {
  app = await startApplication();
  customer = await app.signIn();
  admin = await app.signIn('admin');
  mug = await app.addProduct();
});

after(() => app.close());

const total = { amount: 250, currency: 'EUR' };

async function place(): Promise<string> {
  return (await app.order(customer, { [mug]: 1 })).json().id;
}

/** Types of the commands that were sent for an order, in order. */
async function commandsOf(id: string): Promise<string[]> {
  return (await app.told(id)).filter((type) => !/^(orders|email)\./.test(type));
}

async function sagaOf(id: string) {
  const { items } = (await app.request(admin, 'GET', '/api/sagas?limit=100')).json();
  return items.find(({ key }: { key: string }) => key === id);
}

const forward = ['payments.reserve-payment', 'inventory.reserve-stock', 'shipping.create-shipment'];
const backward = [
  'shipping.cancel-shipment',
  'inventory.release-stock',
  'payments.release-payment',
];

test('an order is led by commands, each after the reply to the one before, and taken back by others', async () => {
  const id = await place();
  assert.deepEqual(await commandsOf(id), forward.slice(0, 1));
  await app.say(events.paymentReserved, id, { total });
  assert.deepEqual(await commandsOf(id), forward.slice(0, 2));
  await app.say(events.stockReserved, id, {});
  await app.say(events.shipmentCreated, id, { shipmentId: randomUUID() });
  assert.deepEqual(await commandsOf(id), forward);
  assert.equal((await sagaOf(id)).state, 'completed');

  await app.request(customer, 'POST', `/api/orders/${id}/cancel`);
  await app.say(events.shipmentCancelled, id, {});
  await app.say(events.stockReleased, id, {});
  assert.deepEqual(await commandsOf(id), [...forward, ...backward]);
  await app.say(events.paymentReleased, id, {});
  assert.equal((await sagaOf(id)).state, 'compensated');
});

test('an operator who aborts a saga has its order cancelled', async () => {
  const id = await place();
  const { id: saga } = await sagaOf(id);
  const aborted = await app.request(admin, 'POST', `/api/sagas/${saga}/abort`);
  assert.equal(aborted.statusCode, 200);
  assert.doesNotMatch(aborted.body, /tok_ok/);
  await app.say(events.paymentReleased, id, {});
  const order = (await app.request(customer, 'GET', `/api/orders/${id}`)).json();
  assert.equal(order.status, 'cancelled');
  assert.deepEqual(await commandsOf(id), ['payments.reserve-payment', 'payments.release-payment']);
});

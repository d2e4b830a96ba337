import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { orderEvents, shipmentFailed } from '@app/contracts/order-events';
import { newMessage } from '@app/events';
import { reserving } from './order-messages.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;

before(async () => {
  warehouse = await openWarehouse();
});

after(() => warehouse.close());

test('nothing is set aside before the payment is reserved', async () => {
  const productId = await warehouse.stockUp(5);
  const order = randomUUID();
  const [placed, paid] = reserving(order, [{ productId, quantity: 2 }]);
  assert.ok(placed && paid);
  await warehouse.deliver(placed);
  assert.deepEqual(await warehouse.answersTo(order), []);
  await warehouse.deliver(paid);
  assert.deepEqual(await warehouse.answersTo(order), ['stock-reserved']);
});

test('a payment that is told of before its order is not forgotten', async () => {
  const productId = await warehouse.stockUp(5);
  const order = randomUUID();
  const messages = reserving(order, [{ productId, quantity: 2 }]);
  await warehouse.deliver(...messages.toReversed());
  assert.deepEqual(await warehouse.answersTo(order), ['stock-reserved']);
});

test('order and payment at the same time are answered once', async () => {
  const productId = await warehouse.stockUp(100);
  const orders = Array.from({ length: 8 }, () => randomUUID());
  const messages = orders.flatMap((order) => reserving(order, [{ productId, quantity: 1 }]));
  await Promise.all(messages.map((message) => warehouse.deliver(message)));
  for (const order of orders) {
    assert.deepEqual(await warehouse.answersTo(order), ['stock-reserved']);
  }
});

test('a shipment that failed gives the stock back', async () => {
  const productId = await warehouse.stockUp(5);
  const subject = randomUUID();
  const failed = newMessage(orderEvents, shipmentFailed, { subject, data: { detail: 'nobody' } });
  await warehouse.deliver(...reserving(subject, [{ productId, quantity: 2 }]), failed);
  assert.deepEqual(await warehouse.answersTo(subject), ['stock-reserved', 'stock-released']);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 5, reserved: 0 });
});

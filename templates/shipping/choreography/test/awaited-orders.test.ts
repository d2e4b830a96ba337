import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { consignment, type DispatchRoom, openDispatchRoom } from './dispatch-room.ts';
import { shipping } from './order-messages.ts';

let room: DispatchRoom;

before(async () => {
  room = await openDispatchRoom();
});

after(() => room.close());

test('nothing is shipped before the stock is reserved', async () => {
  const order = randomUUID();
  const [placed, reserved] = shipping(order, consignment());
  assert.ok(placed && reserved);
  await room.deliver(placed);
  assert.deepEqual(await room.answersTo(order), []);
  await room.deliver(reserved);
  assert.deepEqual(await room.answersTo(order), ['shipment-created']);
});

test('stock that is told of before its order is not forgotten', async () => {
  const order = randomUUID();
  await room.deliver(...shipping(order, consignment()).toReversed());
  assert.deepEqual(await room.answersTo(order), ['shipment-created']);
});

test('order and stock at the same time are answered once', async () => {
  const orders = Array.from({ length: 8 }, () => randomUUID());
  const messages = orders.flatMap((order) => shipping(order, consignment()));
  await Promise.all(messages.map((message) => room.deliver(message)));
  for (const order of orders) {
    assert.deepEqual(await room.answersTo(order), ['shipment-created']);
  }
});

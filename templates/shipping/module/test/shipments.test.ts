import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { consignment, type DispatchRoom, openDispatchRoom } from './dispatch-room.ts';
import { cancelling, shipping } from './order-messages.ts';

let room: DispatchRoom;

before(async () => {
  room = await openDispatchRoom();
});

after(() => room.close());

test('an order is shipped, once however often it is told of', async () => {
  const order = randomUUID();
  const messages = shipping(order, consignment());
  await room.deliver(...messages, ...messages);
  await Promise.all(messages.map((message) => room.deliver(message)));
  assert.deepEqual(await room.answersTo(order), ['shipment-created']);
  assert.equal(await room.statusOf(order), 'created');
});

test('who asks again under another id hears of the same shipment', async () => {
  const order = randomUUID();
  const wanted = consignment();
  await room.deliver(...shipping(order, wanted));
  await room.deliver(...shipping(order, wanted));
  const told = await room.toldOf(order);
  assert.equal(new Set(told.map(({ data }) => data.shipmentId)).size, 1);
  assert.ok(told.length > 1);
});

test('an order that no carrier takes is not shipped, and stays so', async () => {
  const order = randomUUID();
  const wanted = consignment(undefined, '00000');
  await room.deliver(...shipping(order, wanted));
  await room.deliver(cancelling(order));
  assert.deepEqual(await room.answersTo(order), ['shipment-failed', 'shipment-cancelled']);
  assert.equal(await room.statusOf(order), 'failed');
});

test('a cancellation comes through once, and is answered each time', async () => {
  const order = randomUUID();
  const cancellation = cancelling(order);
  await room.deliver(...shipping(order, consignment()), cancellation, cancellation);
  await room.deliver(cancelling(order));
  assert.deepEqual(await room.answersTo(order), [
    'shipment-created',
    'shipment-cancelled',
    'shipment-cancelled',
  ]);
  assert.equal(await room.statusOf(order), 'cancelled');
});

test('an order that comes after its cancellation is not shipped, and hears of it', async () => {
  const order = randomUUID();
  await room.deliver(cancelling(order), ...shipping(order, consignment()));
  assert.deepEqual(await room.answersTo(order), ['shipment-cancelled', 'shipment-cancelled']);
  assert.equal(await room.statusOf(order), 'cancelled');
});

test('a cancellation that runs into its order leaves nothing to ship', async () => {
  const orders = Array.from({ length: 8 }, () => randomUUID());
  await Promise.all(
    orders.flatMap((order) => [
      room.deliver(...shipping(order, consignment())),
      room.deliver(cancelling(order)),
    ]),
  );
  for (const order of orders) {
    assert.equal((await room.answersTo(order)).at(-1), 'shipment-cancelled');
    assert.equal(await room.statusOf(order), 'cancelled');
  }
});

test('a crash before the commit leaves nothing, and the message takes effect when it comes again', async () => {
  const order = randomUUID();
  for (const message of shipping(order, consignment())) {
    await room.crashOn(message);
    assert.deepEqual(await room.answersTo(order), []);
    await room.deliver(message);
  }
  await room.crashOn(cancelling(order));
  assert.deepEqual(await room.answersTo(order), ['shipment-created']);
  assert.equal(await room.statusOf(order), 'created');
});

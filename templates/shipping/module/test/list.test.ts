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

async function ship(userId: string, postcode?: string): Promise<string> {
  const order = randomUUID();
  await room.deliver(...shipping(order, consignment(userId, postcode)));
  return order;
}

test('a user pages through their shipments, newest first, and sees no others', async () => {
  const { userId, authorization } = await room.signIn();
  const orders = [await ship(userId), await ship(userId), await ship(userId)];
  await ship(randomUUID());
  const first = (await room.list('?limit=2', authorization)).json();
  const second = (await room.list(`?limit=2&cursor=${first.nextCursor}`, authorization)).json();
  const found = [...first.items, ...second.items];
  assert.deepEqual(
    found.map(({ orderId }) => orderId),
    orders.toReversed(),
  );
  assert.equal(second.nextCursor, null);
  assert.equal(found[0].shipTo.city, 'London');
});

test('a user finds the shipment of their order, and not that of another user', async () => {
  const { userId, authorization } = await room.signIn();
  const own = await ship(userId);
  const others = await ship(randomUUID());
  const [found, ...more] = (await room.list(`?orderId=${own}`, authorization)).json().items;
  assert.deepEqual([found.orderId, found.status, more], [own, 'created', []]);
  assert.deepEqual((await room.list(`?orderId=${others}`, authorization)).json().items, []);
});

test('a cancelled shipment is listed as such, and one that never left is not', async () => {
  const { userId, authorization } = await room.signIn();
  const cancelled = await ship(userId);
  await room.deliver(cancelling(cancelled));
  await ship(userId, '00000');
  const { items } = (await room.list('', authorization)).json();
  assert.deepEqual(
    items.map(({ orderId, status }: Record<string, string>) => [orderId, status]),
    [[cancelled, 'cancelled']],
  );
});

for (const query of ['?orderId=1', '?cursor=rubbish', '?limit=0']) {
  test(`a list with ${query} is refused`, async () => {
    const { authorization } = await room.signIn();
    assert.equal((await room.list(query, authorization)).statusCode, 400);
  });
}

test('nobody lists shipments without signing in', async () => {
  assert.equal((await room.list('', '')).statusCode, 401);
});

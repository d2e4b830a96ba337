import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Customer, openShop, type Shop } from './shop.ts';

let shop: Shop;
let mug: string;

before(async () => {
  shop = await openShop();
  mug = await shop.addProduct({ stock: 100 });
});

after(() => shop.close());

test('a customer reads their order, and not that of another', async () => {
  const customer = await shop.signIn();
  const order = (await shop.order(customer, { [mug]: 1 })).json();
  const found = await shop.request(customer, 'GET', `/api/orders/${order.id}`);
  assert.deepEqual(found.json(), order);

  const other = await shop.signIn();
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/cancel'],
  ] as const) {
    const response = await shop.request(other, method, `/api/orders/${order.id}${path}`);
    assert.equal(response.statusCode, 404);
  }
  assert.deepEqual((await shop.request(other, 'GET', '/api/orders')).json().items, []);
});

test('a customer pages through their orders, newest first', async () => {
  const customer = await shop.signIn();
  const placed = [];
  for (const quantity of [1, 2, 3]) {
    placed.push((await shop.order(customer, { [mug]: quantity })).json());
  }
  const first = (await shop.request(customer, 'GET', '/api/orders?limit=2')).json();
  const url = `/api/orders?limit=2&cursor=${first.nextCursor}`;
  const second = (await shop.request(customer, 'GET', url)).json();
  assert.deepEqual([...first.items, ...second.items], placed.toReversed());
  assert.equal(second.nextCursor, null);
});

test('a cancelled order gives stock and money back, once', async () => {
  const customer = await shop.signIn();
  const product = await shop.addProduct({ stock: 5 });
  const { id } = (await shop.order(customer, { [product]: 2 })).json();
  for (const _ of ['first', 'repeated']) {
    const cancelled = await cancel(customer, id);
    assert.equal(cancelled.statusCode, 200);
    assert.equal(cancelled.json().status, 'cancelled');
    assert.equal(await shop.stockOf(product), 5);
  }
  const payments = await shop.request(customer, 'GET', `/api/payments?orderId=${id}`);
  assert.equal(payments.json().items[0].status, 'refunded');
  const found = await shop.request(customer, 'GET', `/api/orders/${id}`);
  assert.equal(found.json().status, 'cancelled');
});

test('an order is not cancelled after a day', async () => {
  const customer = await shop.signIn();
  const product = await shop.addProduct({ stock: 5 });
  const { id } = (await shop.order(customer, { [product]: 2 })).json();
  await shop.pool.query(
    "UPDATE orders.orders SET created_at = now() - interval '25 hours' WHERE id = $1",
    [id],
  );
  const response = await cancel(customer, id);
  assert.equal(response.statusCode, 409);
  assert.equal(response.json().type, 'urn:problem:too-late-to-cancel');
  assert.equal(await shop.stockOf(product), 3);
});

test('an order that is not there is not found', async () => {
  const customer = await shop.signIn();
  const url = `/api/orders/${randomUUID()}`;
  assert.equal((await shop.request(customer, 'GET', url)).statusCode, 404);
  assert.equal((await cancel(customer, randomUUID())).statusCode, 404);
  assert.equal((await shop.request(customer, 'GET', '/api/orders/1')).statusCode, 400);
});

test('orders are for those who are signed in', async () => {
  const nobody = { authorization: '' };
  assert.equal((await shop.request(nobody, 'GET', '/api/orders')).statusCode, 401);
  const url = `/api/orders/${randomUUID()}`;
  assert.equal((await shop.request(nobody, 'GET', url)).statusCode, 401);
  assert.equal((await cancel(nobody, randomUUID())).statusCode, 401);
});

function cancel(customer: Customer, id: string) {
  return shop.request(customer, 'POST', `/api/orders/${id}/cancel`);
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;

before(async () => {
  shop = await openShop();
});

after(() => shop.close());

test('two hundred buyers of ten pieces at once: ten get one, and ten pay', async () => {
  const mug = await shop.addProduct({ stock: 10 });
  const buyers = await Promise.all(Array.from({ length: 200 }, () => shop.signIn()));
  const responses = await Promise.all(buyers.map((buyer) => shop.order(buyer, { [mug]: 1 })));

  const placed = responses.filter(({ statusCode }) => statusCode === 201);
  const refused = responses.filter(({ statusCode }) => statusCode === 409);
  assert.equal(placed.length, 10);
  assert.equal(refused.length, 190);
  assert.deepEqual(
    new Set(refused.map((response) => response.json().reason)),
    new Set(['out_of_stock']),
  );
  assert.equal(await shop.stockOf(mug), 0);

  const { captured, reversed = 0, ...unsettled } = await shop.charges();
  assert.equal(captured, 10);
  assert.deepEqual(unsettled, {});
  assert.ok(reversed <= 190);
  const orders = await shop.pool.query('SELECT id FROM orders.orders');
  assert.equal(orders.length, 10);
});

test('a cancellation sent ten times at once gives stock and money back once', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 3 });
  const { id } = (await shop.order(customer, { [mug]: 2 })).json();
  const responses = await Promise.all(
    Array.from({ length: 10 }, () => shop.request(customer, 'POST', `/api/orders/${id}/cancel`)),
  );
  assert.deepEqual(new Set(responses.map(({ statusCode }) => statusCode)), new Set([200]));
  assert.equal(await shop.stockOf(mug), 3);
  const payments = await shop.request(customer, 'GET', `/api/payments?orderId=${id}`);
  const { items } = payments.json();
  assert.deepEqual(
    items.map(({ status }: { status: string }) => status),
    ['refunded'],
  );
});

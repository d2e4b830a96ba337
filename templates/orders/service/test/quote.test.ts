import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { type Customer, openShop, price, type Shop } from './shop.ts';

let shop: Shop;
let customer: Customer;

before(async () => {
  shop = await openShop();
  customer = await shop.signIn();
});

beforeEach(() => shop.away.clear());

after(() => shop.close());

test('a basket is priced by products, each product once', async () => {
  const mug = await shop.addProduct({ stock: 1 });
  const quoted = await quote({ productId: mug, quantity: 1 }, { productId: mug, quantity: 2 });
  assert.equal(quoted.statusCode, 200);
  assert.deepEqual(quoted.json(), {
    lines: [
      { productId: mug, name: 'Mug', quantity: 3, price: { amount: price, currency: 'EUR' } },
    ],
    total: { amount: 3 * price, currency: 'EUR' },
    source: 'products',
  });
});

test('with products away the last known prices stand in, and the answer says so', async () => {
  const mug = await shop.addProduct({ stock: 1 });
  const pot = await shop.addProduct({ stock: 1 });
  await quote({ productId: mug, quantity: 1 });
  await quote({ productId: pot, quantity: 1 });
  shop.away.add('products');
  const quoted = await quote({ productId: pot, quantity: 1 }, { productId: mug, quantity: 2 });
  assert.equal(quoted.statusCode, 200);
  assert.equal(quoted.json().source, 'cache');
  assert.deepEqual(quoted.json().total, { amount: 3 * price, currency: 'EUR' });
});

test('with products away, a product whose price was never heard has none', async () => {
  const mug = await shop.addProduct({ stock: 1 });
  await quote({ productId: mug, quantity: 1 });
  const pot = await shop.addProduct({ stock: 1 });
  shop.away.add('products');
  const quoted = await quote({ productId: mug, quantity: 1 }, { productId: pot, quantity: 1 });
  assert.equal(quoted.statusCode, 503);
  assert.match(String(quoted.headers['retry-after']), /^\d+$/);
});

test('a product that is not there is named', async () => {
  const productId = randomUUID();
  const quoted = await quote({ productId, quantity: 1 });
  assert.equal(quoted.statusCode, 422);
  assert.equal(quoted.json().productId, productId);
});

test('a basket is in one currency', async () => {
  const euro = await shop.addProduct({ stock: 1 });
  const franc = await shop.addProduct({ stock: 1, currency: 'CHF' });
  const quoted = await quote({ productId: euro, quantity: 1 }, { productId: franc, quantity: 1 });
  assert.equal(quoted.statusCode, 422);
  assert.equal(quoted.json().reason, 'mixed_currencies');
});

test('an empty basket has no price', async () => {
  assert.equal((await quote()).statusCode, 400);
});

test('prices are quoted to those who are signed in', async () => {
  const payload = { items: [{ productId: randomUUID(), quantity: 1 }] };
  const quoted = await shop.request({ authorization: '' }, 'POST', '/api/orders/quote', {
    payload,
  });
  assert.equal(quoted.statusCode, 401);
});

function quote(...items: { productId: string; quantity: number }[]) {
  return shop.request(customer, 'POST', '/api/orders/quote', { payload: { items } });
}

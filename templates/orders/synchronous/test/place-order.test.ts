import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openShop, price, type Shop, shipTo } from './shop.ts';

let shop: Shop;

before(async () => {
  shop = await openShop();
});

after(() => shop.close());

test('an order takes stock and money', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 5 });
  const placed = await shop.order(customer, { [mug]: 2 });
  assert.equal(placed.statusCode, 201);
  const order = placed.json();
  assert.equal(placed.headers.location, `/api/orders/${order.id}`);
  assert.equal(order.status, 'confirmed');
  assert.deepEqual(order.total, { amount: 2 * price, currency: 'EUR' });
  assert.deepEqual(order.shipTo, shipTo);
  assert.equal(await shop.stockOf(mug), 3);
  const payments = await shop.request(customer, 'GET', `/api/payments?orderId=${order.id}`);
  assert.deepEqual(
    payments.json().items.map(({ status, total }: Payment) => ({ status, total })),
    [{ status: 'captured', total: order.total }],
  );
});

test('lines of the same product are added up', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 5 });
  const placed = await shop.order(customer, { [mug]: 1, [mug.toUpperCase()]: 2 });
  assert.equal(placed.json().items.length, 1);
  assert.equal(await shop.stockOf(mug), 2);
});

test('a payment provider that stumbles is asked again', async () => {
  const mug = await shop.addProduct({ stock: 1 });
  const placed = await shop.order(await shop.signIn(), { [mug]: 1 }, { paymentToken: 'tok_error' });
  assert.equal(placed.statusCode, 201);
});

test('a declined payment leaves no trace in stock or money', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 1 });
  const captured = (await shop.charges()).captured;
  const declined = await shop.order(customer, { [mug]: 1 }, { paymentToken: 'tok_declined' });
  assert.equal(declined.statusCode, 402);
  assert.equal(declined.json().reason, 'payment_declined');
  assert.equal(await shop.stockOf(mug), 1);
  assert.equal((await shop.charges()).captured, captured);
  assert.deepEqual(await ordersOf(customer), []);
});

test('a payment provider that hangs is given up, and the same request may be repeated', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 1 });
  const options = { paymentToken: 'tok_timeout', key: randomUUID() };
  for (const _ of ['first', 'repeated']) {
    const response = await shop.order(customer, { [mug]: 1 }, options);
    assert.equal(response.statusCode, 503);
    assert.equal(response.json().reason, 'payment_unavailable');
    assert.match(String(response.headers['retry-after']), /^\d+$/);
  }
  assert.equal(await shop.stockOf(mug), 1);
  assert.deepEqual(await ordersOf(customer), []);
});

test('more than there is cannot be bought, and nothing else of the order either', async () => {
  const customer = await shop.signIn();
  const plenty = await shop.addProduct({ stock: 10 });
  const scarce = await shop.addProduct({ stock: 1 });
  const response = await shop.order(customer, { [plenty]: 1, [scarce]: 2 });
  assert.equal(response.statusCode, 409);
  assert.equal(response.json().reason, 'out_of_stock');
  assert.equal(response.json().productId, scarce);
  assert.equal(await shop.stockOf(plenty), 10);
  assert.deepEqual(await ordersOf(customer), []);
});

test('a product that is not there is named', async () => {
  const productId = randomUUID();
  const response = await shop.order(await shop.signIn(), { [productId]: 1 });
  assert.equal(response.statusCode, 422);
  assert.equal(response.json().reason, 'unknown_product');
  assert.equal(response.json().productId, productId);
});

test('an order is in one currency', async () => {
  const euro = await shop.addProduct({ stock: 1 });
  const franc = await shop.addProduct({ stock: 1, currency: 'CHF' });
  const response = await shop.order(await shop.signIn(), { [euro]: 1, [franc]: 1 });
  assert.equal(response.statusCode, 422);
  assert.equal(response.json().reason, 'mixed_currencies');
});

const item = { productId: randomUUID(), quantity: 1 };

for (const [fault, change] of Object.entries({
  'no items': { items: [] },
  'more lines than allowed': { items: Array(51).fill(item) },
  'no quantity': { items: [{ productId: randomUUID() }] },
  'a quantity of zero': { items: [{ ...item, quantity: 0 }] },
  'a quantity beyond the most': { items: [{ ...item, quantity: 101 }] },
  'half a piece': { items: [{ ...item, quantity: 0.5 }] },
  'an id that is none': { items: [{ ...item, productId: "1'; DROP TABLE orders" }] },
  'no payment token': { paymentToken: undefined },
  'no address': { shipTo: undefined },
  'an address that the database cannot store': { shipTo: { ...shipTo, city: '\ud800' } },
  'a price of its own': { total: { amount: 1, currency: 'EUR' } },
})) {
  test(`an order with ${fault} is refused`, async () => {
    const payload = { items: [item], paymentToken: 'tok_ok', shipTo, ...change };
    const headers = { 'idempotency-key': randomUUID() };
    const customer = await shop.signIn();
    const response = await shop.request(customer, 'POST', '/api/orders', { payload, headers });
    assert.equal(response.statusCode, 400);
  });
}

test('nobody orders without signing in', async () => {
  const mug = await shop.addProduct({ stock: 1 });
  assert.equal((await shop.order({ authorization: '' }, { [mug]: 1 })).statusCode, 401);
});

interface Payment {
  readonly status: string;
  readonly total: unknown;
}

async function ordersOf(customer: { authorization: string }) {
  return (await shop.request(customer, 'GET', '/api/orders')).json().items;
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { published } from '@app/messaging/testing';
import { shipTo, startApplication, type TestApplication } from './application.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

test('an order is accepted at once, and read by who placed it', async () => {
  const customer = await app.signIn();
  const mug = await app.addProduct({ amount: 250 });
  const accepted = await app.order(customer, { [mug]: 2 });
  assert.equal(accepted.statusCode, 202);
  const order = accepted.json();
  assert.equal(accepted.headers.location, `/api/orders/${order.id}`);
  assert.equal(order.status, 'pending');
  assert.deepEqual(order.total, { amount: 500, currency: 'EUR' });
  const read = await app.request(customer, 'GET', `/api/orders/${order.id}`);
  assert.deepEqual(read.json(), order);
});

test('others are told of an order with all they need, and the token is kept nowhere', async () => {
  const customer = await app.signIn();
  const mug = await app.addProduct();
  const { id, total } = (await app.order(customer, { [mug]: 2 }, { paymentToken: 'tok_x' })).json();
  const [placed] = (await published(app.store)).filter(({ subject }) => subject === id);
  assert.equal(placed?.type, 'orders.order-placed');
  const items = [
    { productId: mug, name: 'Mug', quantity: 2, price: { amount: 250, currency: 'EUR' } },
  ];
  const { userId } = customer;
  assert.deepEqual(placed?.data, { userId, items, total, paymentToken: 'tok_x', shipTo });
  const { body } = await app.request(customer, 'GET', `/api/orders/${id}/history`);
  assert.doesNotMatch(body, /tok_x/);
});

test('lines of the same product are added up', async () => {
  const mug = await app.addProduct();
  const quantities = { [mug]: 1, [mug.toUpperCase()]: 2 };
  const { items } = (await app.order(await app.signIn(), quantities)).json();
  assert.deepEqual(
    items.map(({ productId, quantity }: { productId: string; quantity: number }) => [
      productId,
      quantity,
    ]),
    [[mug, 3]],
  );
});

test('an order is placed at the newest price, also when an older one is heard of later', async () => {
  const customer = await app.signIn();
  const mug = await app.addProduct({ amount: 250 });
  await app.changePrice(mug, 300, 3);
  await app.changePrice(mug, 200, 2);
  const { total } = (await app.order(customer, { [mug]: 1 })).json();
  assert.equal(total.amount, 300);
});

test('a product that was never heard of is named, and nobody is told', async () => {
  const productId = randomUUID();
  const before = (await published(app.store)).length;
  const response = await app.order(await app.signIn(), { [productId]: 1 });
  assert.equal(response.statusCode, 422);
  assert.equal(response.json().reason, 'unknown_product');
  assert.equal(response.json().productId, productId);
  assert.equal((await published(app.store)).length, before);
});

test('an order is in one currency', async () => {
  const euro = await app.addProduct();
  const franc = await app.addProduct({ currency: 'CHF' });
  const response = await app.order(await app.signIn(), { [euro]: 1, [franc]: 1 });
  assert.equal(response.statusCode, 422);
  assert.equal(response.json().reason, 'mixed_currencies');
});

const item = { productId: randomUUID(), quantity: 1 };

for (const [fault, change] of Object.entries({
  'no items': { items: [] },
  'more lines than allowed': { items: Array(51).fill(item) },
  'a quantity of zero': { items: [{ ...item, quantity: 0 }] },
  'an id that is none': { items: [{ ...item, productId: "1'; DROP TABLE orders" }] },
  'no payment token': { paymentToken: undefined },
  'no address': { shipTo: undefined },
  'an address that the database cannot store': { shipTo: { ...shipTo, city: '\ud800' } },
  'a price of its own': { total: { amount: 1, currency: 'EUR' } },
})) {
  test(`an order with ${fault} is refused`, async () => {
    const payload = { items: [item], paymentToken: 'tok_ok', shipTo, ...change };
    const headers = { 'idempotency-key': randomUUID() };
    const customer = await app.signIn();
    const response = await app.request(customer, 'POST', '/api/orders', { payload, headers });
    assert.equal(response.statusCode, 400);
  });
}

test('nobody orders without signing in', async () => {
  const mug = await app.addProduct();
  assert.equal((await app.order({ authorization: '' }, { [mug]: 1 })).statusCode, 401);
});

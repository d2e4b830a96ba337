import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { claimKey, completeKey } from '../infrastructure/idempotency-store.ts';
import { openShop, type Shop, shipTo } from './shop.ts';

let shop: Shop;

before(async () => {
  shop = await openShop();
});

after(() => shop.close());

test('an order needs a key', async () => {
  const payload = { items: [{ productId: randomUUID(), quantity: 1 }], paymentToken: 'x', shipTo };
  const customer = await shop.signIn();
  assert.equal((await shop.request(customer, 'POST', '/api/orders', { payload })).statusCode, 400);
});

test('a repeated request gets the first answer, also when the order has changed since', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 5 });
  const key = randomUUID();
  const first = await shop.order(customer, { [mug]: 1 }, { key });
  await shop.request(customer, 'POST', `/api/orders/${first.json().id}/cancel`);
  const second = await shop.order(customer, { [mug]: 1 }, { key });
  assert.equal(second.statusCode, 201);
  assert.deepEqual(second.json(), first.json());
  assert.equal(second.headers.location, first.headers.location);
});

test('a refusal is repeated too', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 1 });
  const options = { key: randomUUID(), paymentToken: 'tok_declined' };
  for (const _ of ['first', 'repeated']) {
    const response = await shop.order(customer, { [mug]: 1 }, options);
    assert.equal(response.statusCode, 402);
    assert.equal(response.json().reason, 'payment_declined');
  }
});

test('a key is not good for another request', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 5 });
  const key = randomUUID();
  await shop.order(customer, { [mug]: 1 }, { key });
  const other = await shop.order(customer, { [mug]: 2 }, { key });
  assert.equal(other.statusCode, 422);
  assert.equal(other.json().type, 'urn:problem:idempotency-key-reused');
  assert.equal(await shop.stockOf(mug), 4);
});

test('two customers may choose the same key', async () => {
  const mug = await shop.addProduct({ stock: 5 });
  const key = randomUUID();
  const first = await shop.order(await shop.signIn(), { [mug]: 1 }, { key });
  const second = await shop.order(await shop.signIn(), { [mug]: 1 }, { key });
  assert.equal(second.statusCode, 201);
  assert.notEqual(second.json().id, first.json().id);
});

test('the same request twenty times at once is one order', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 50 });
  const key = randomUUID();
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => shop.order(customer, { [mug]: 1 }, { key })),
  );
  const placed = responses.filter(({ statusCode }) => statusCode === 201);
  const inFlight = responses.filter(({ statusCode }) => statusCode === 409);
  assert.equal(placed.length + inFlight.length, 20);
  assert.equal(new Set(placed.map((response) => response.json().id)).size, 1);
  for (const response of inFlight) {
    assert.equal(response.json().type, 'urn:problem:request-in-flight');
    assert.match(String(response.headers['retry-after']), /^\d+$/);
  }
  assert.equal(await shop.stockOf(mug), 49);
});

const request = () => ({
  userId: randomUUID(),
  key: randomUUID(),
  requestHash: Buffer.from('request'),
});

test('a claim whose holder died is taken over, and the holder can no longer complete', async () => {
  const claimed = request();
  const first = await claimKey(shop.pool, claimed, -1);
  const second = await claimKey(shop.pool, claimed, 60_000);
  assert.ok(first.state === 'claimed' && second.state === 'claimed');
  const outcome = { refusal: { reason: 'out_of_stock', detail: 'none left' } } as const;
  assert.equal(await completeKey(shop.pool, first.orderId, outcome), false);
  assert.equal(await completeKey(shop.pool, second.orderId, outcome), true);
  const repeated = await claimKey(shop.pool, claimed, 60_000);
  assert.deepEqual(repeated, { state: 'answered', outcome });
});

test('a claim is not taken over by another request', async () => {
  const claimed = request();
  await claimKey(shop.pool, claimed, -1);
  const other = { ...claimed, requestHash: Buffer.from('another') };
  assert.deepEqual(await claimKey(shop.pool, other, 60_000), { state: 'key-reused' });
});

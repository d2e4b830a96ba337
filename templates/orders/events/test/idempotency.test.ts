import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Platform } from '#platform';
import { placeOnce } from '../place-once.ts';
import { shipTo, startApplication, type TestApplication } from './application.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

test('an order needs a key', async () => {
  const payload = { items: [{ productId: randomUUID(), quantity: 1 }], paymentToken: 'x', shipTo };
  const customer = await app.signIn();
  assert.equal((await app.request(customer, 'POST', '/api/orders', { payload })).statusCode, 400);
});

test('a repeated request gets the first answer, also when the order has changed since', async () => {
  const customer = await app.signIn();
  const mug = await app.addProduct();
  const key = randomUUID();
  const first = await app.order(customer, { [mug]: 1 }, { key });
  await app.request(customer, 'POST', `/api/orders/${first.json().id}/cancel`);
  const second = await app.order(customer, { [mug]: 1 }, { key });
  assert.equal(second.statusCode, 202);
  assert.deepEqual(second.json(), first.json());
  assert.equal(second.headers.location, first.headers.location);
  const placed = (await app.told(first.json().id)).filter((type) => type === 'orders.order-placed');
  assert.equal(placed.length, 1);
});

test('a refusal is repeated too, whatever was heard since', async () => {
  const customer = await app.signIn();
  const euro = await app.addProduct();
  const franc = await app.addProduct({ currency: 'CHF' });
  const key = randomUUID();
  await app.order(customer, { [euro]: 1, [franc]: 1 }, { key });
  await app.changePrice(franc, 100);
  const second = await app.order(customer, { [euro]: 1, [franc]: 1 }, { key });
  assert.equal(second.statusCode, 422);
  assert.equal(second.json().reason, 'mixed_currencies');
});

test('a key is not good for another request', async () => {
  const customer = await app.signIn();
  const mug = await app.addProduct();
  const key = randomUUID();
  await app.order(customer, { [mug]: 1 }, { key });
  const other = await app.order(customer, { [mug]: 2 }, { key });
  assert.equal(other.statusCode, 422);
  assert.equal(other.json().type, 'urn:problem:idempotency-key-reused');
});

test('two customers may choose the same key', async () => {
  const mug = await app.addProduct();
  const key = randomUUID();
  const first = await app.order(await app.signIn(), { [mug]: 1 }, { key });
  const second = await app.order(await app.signIn(), { [mug]: 1 }, { key });
  assert.equal(second.statusCode, 202);
  assert.notEqual(second.json().id, first.json().id);
});

test('the same request twenty times at once is one order', async () => {
  const customer = await app.signIn();
  const mug = await app.addProduct();
  const key = randomUUID();
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => app.order(customer, { [mug]: 1 }, { key })),
  );
  const accepted = responses.filter(({ statusCode }) => statusCode === 202);
  const inFlight = responses.filter(({ statusCode }) => statusCode === 409);
  assert.equal(accepted.length + inFlight.length, 20);
  assert.equal(new Set(accepted.map((response) => response.json().id)).size, 1);
  for (const response of inFlight) {
    assert.equal(response.json().type, 'urn:problem:request-in-flight');
    assert.match(String(response.headers['retry-after']), /^\d+$/);
  }
});

test('while a request is under way, another with its key is told so; when it fails, nothing is left', async () => {
  const productId = await app.addProduct();
  const { userId, ...customer } = await app.signIn();
  const key = randomUUID();
  const second: unknown[] = [];
  const orderProcess = {
    async begin() {
      second.push((await app.order(customer, { [productId]: 1 }, { key })).json().type);
      throw new Error('crash');
    },
  };
  const platform = { store: app.store, orderProcess } as unknown as Platform;
  const items = [{ productId, quantity: 1 }];
  const request = { userId, items, paymentToken: 'tok_ok', shipTo };
  await assert.rejects(placeOnce(platform, key, request), /crash/);
  assert.deepEqual(second, ['urn:problem:request-in-flight']);
  const third = await app.order(customer, { [productId]: 1 }, { key });
  assert.equal(third.statusCode, 202);
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, type Session, signIn, signInAdmin, signUp } from './session.ts';

interface Order {
  readonly id: string;
  readonly status: string;
  readonly total: { readonly amount: number; readonly currency: string };
}

const shipTo = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};
const startingStock = 5;

let admin: Session;
let customer: Session;
let product: string;

before(async () => {
  admin = await signInAdmin();
  customer = await signIn(await signUp());
  const response = await call('POST', '/api/products', {
    headers: admin,
    body: {
      sku: `SMOKE-${randomUUID().slice(0, 8).toUpperCase()}`,
      name: 'Smoke test',
      price: { amount: 250, currency: 'EUR' },
      stock: startingStock,
    },
  });
  product = ((await response.json()) as { id: string }).id;
});

test('an order takes stock and money, and its cancellation gives both back', async () => {
  const placed = await place({ quantity: 2 });
  assert.equal(placed.status, 201);
  const order = (await placed.json()) as Order;
  assert.equal(order.status, 'confirmed');
  assert.deepEqual(order.total, { amount: 500, currency: 'EUR' });
  assert.equal(await stock(), startingStock - 2);
  await eventuallyPayment(order.id, 'captured');

  const path = `/api/orders/${order.id}/cancel`;
  assert.equal((await call('POST', path, { headers: customer })).status, 200);
  assert.equal(await stock(), startingStock);
  await eventuallyPayment(order.id, 'refunded');
});

test('a repeated request gets the same order', async () => {
  const key = randomUUID();
  const first = await place({ key });
  const second = await place({ key });
  assert.equal(second.status, 201);
  assert.deepEqual(await second.json(), await first.json());
});

test('a declined payment leaves no trace in stock', async () => {
  const stockBefore = await stock();
  assert.equal((await place({ paymentToken: 'tok_declined' })).status, 402);
  assert.equal(await stock(), stockBefore);
});

test('a payment provider that stumbles is asked again', async () => {
  assert.equal((await place({ paymentToken: 'tok_error' })).status, 201);
});

test('a payment provider that hangs is not waited for', async () => {
  const response = await place({ paymentToken: 'tok_timeout' });
  assert.equal(response.status, 503);
  assert.ok(response.headers.get('retry-after'));
});

test('more than there is cannot be bought', async () => {
  assert.equal((await place({ quantity: startingStock + 1 })).status, 409);
});

test("another's order is not found", async () => {
  const { id } = (await (await place({})).json()) as Order;
  const headers = await signIn(await signUp());
  assert.equal((await call('GET', `/api/orders/${id}`, { headers })).status, 404);
});

function place(order: { quantity?: number; paymentToken?: string; key?: string }) {
  const { quantity = 1, paymentToken = 'tok_ok', key = randomUUID() } = order;
  return call('POST', '/api/orders', {
    headers: { ...customer, 'idempotency-key': key },
    body: { items: [{ productId: product, quantity }], paymentToken, shipTo },
  });
}

/** Now, and not what a cache on the way has kept. */
async function stock(): Promise<number> {
  const headers = { 'cache-control': 'no-cache' };
  const response = await call('GET', `/api/products/${product}`, { headers });
  return ((await response.json()) as { stock: number }).stock;
}

/** Waits for a payment's status: lists may be read from a replica, which is a little behind. */
async function eventuallyPayment(orderId: string, expected: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const response = await call('GET', `/api/payments?orderId=${orderId}`, { headers: customer });
    const { items } = (await response.json()) as { items: { status: string }[] };
    if (items[0]?.status === expected) return;
    assert.ok(Date.now() < deadline, `the payment is ${items[0]?.status}, not ${expected}`);
    await sleep(200);
  }
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, type Session, signIn, signInAdmin, signUp } from './session.ts';

interface Order {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
  readonly total: { readonly amount: number; readonly currency: string };
}

interface SalesPage {
  readonly items: readonly { readonly id: string; readonly quantity: number }[];
  readonly nextCursor: string | null;
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
  await eventually('orders and inventory know the product', async () => {
    const answer = await call('GET', `/api/inventory/${product}`, { headers: admin });
    return answer.status === 200 && (await place({ quantity: 100 })).status === 202;
  });
});

test('an order takes stock and money, and its cancellation gives both back', async () => {
  const accepted = await place({ quantity: 2 });
  assert.equal(accepted.status, 202);
  const { id } = (await accepted.json()) as Order;
  assert.equal(accepted.headers.get('location'), `/api/orders/${id}`);
  const order = await atRest(id);
  assert.equal(order.status, 'confirmed');
  assert.deepEqual(order.total, { amount: 500, currency: 'EUR' });
  assert.deepEqual(await stock(), { available: startingStock - 2, reserved: 2 });
  await eventually('the money is taken', async () => (await payment(id)) === 'captured');
  await eventually('the pieces are sold', async () => (await sold()) === 2);

  const path = `/api/orders/${id}/cancel`;
  assert.equal((await call('POST', path, { headers: customer })).status, 202);
  assert.equal((await atRest(id)).status, 'cancelled');
  assert.deepEqual(await stock(), { available: startingStock, reserved: 0 });
  await eventually('the money is given back', async () => (await payment(id)) === 'refunded');
  await eventually('the pieces are not sold any more', async () => (await sold()) === 0);
});

test('a repeated request gets the same order', async () => {
  const key = randomUUID();
  const first = await place({ key });
  const second = await place({ key });
  assert.equal(second.status, 202);
  const { id } = (await second.json()) as Order;
  assert.equal(((await first.json()) as Order).id, id);
  await atRest(id);
});

for (const [what, order, end] of [
  ['a payment provider that stumbles is asked again', { paymentToken: 'tok_error' }, 'confirmed'],
  ['a declined payment', { paymentToken: 'tok_declined' }, 'payment_declined'],
  ['a payment provider that hangs', { paymentToken: 'tok_timeout' }, 'payment_unavailable'],
  ['more than there is', { quantity: startingStock + 1 }, 'out_of_stock'],
  ['an address that nobody delivers to', { postcode: '00000' }, 'shipping_failed'],
] as const) {
  test(`${what}: ${end}`, async () => {
    const { id } = (await (await place(order)).json()) as Order;
    const { status, reason } = await atRest(id);
    assert.equal(reason ?? status, end);
  });
}

test('orders that were rejected have given back what they had', async () => {
  const confirmed = 2;
  const expected = { available: startingStock - confirmed, reserved: confirmed };
  assert.deepEqual(await stock(), expected);
});

test('the history of an order is there, its progress goes on where a client asks, and it is listed', async () => {
  const { id } = (await (await place({})).json()) as Order;
  await atRest(id);
  const history = await call('GET', `/api/orders/${id}/history`, { headers: customer });
  const { items } = (await history.json()) as { items: { type: string }[] };
  assert.deepEqual(
    items.map(({ type }) => type),
    [
      'orders.order-placed',
      'payments.payment-reserved',
      'inventory.stock-reserved',
      'shipping.shipment-created',
      'orders.order-confirmed',
    ],
  );
  // A client that was cut off after the third says so.
  const headers = { ...customer, 'last-event-id': '3' };
  const rest = await call('GET', `/api/orders/${id}/progress`, { headers });
  assert.deepEqual((await rest.text()).match(/^id: \d+$/gm), ['id: 4', 'id: 5']);
  await eventually('the order is on the list', async () => {
    const list = await call('GET', '/api/orders', { headers: customer });
    const orders = ((await list.json()) as { items: Order[] }).items;
    return orders.some((order) => order.id === id && order.status === 'confirmed');
  });
});

test("another's order is not found", async () => {
  const { id } = (await (await place({})).json()) as Order;
  const headers = await signIn(await signUp());
  assert.equal((await call('GET', `/api/orders/${id}`, { headers })).status, 404);
});

function place(order: {
  quantity?: number;
  paymentToken?: string;
  postcode?: string;
  key?: string;
}) {
  const { quantity = 1, paymentToken = 'tok_ok', key = randomUUID() } = order;
  const address = { ...shipTo, postcode: order.postcode ?? shipTo.postcode };
  return call('POST', '/api/orders', {
    headers: { ...customer, 'idempotency-key': key },
    body: { items: [{ productId: product, quantity }], paymentToken, shipTo: address },
  });
}

/** The order, once the stream of what happens to it has ended. */
async function atRest(id: string): Promise<Order> {
  const progress = await call('GET', `/api/orders/${id}/progress`, { headers: customer });
  assert.equal(progress.status, 200);
  await progress.text();
  const response = await call('GET', `/api/orders/${id}`, { headers: customer });
  return (await response.json()) as Order;
}

async function stock(): Promise<{ available: number; reserved: number }> {
  const response = await call('GET', `/api/inventory/${product}`, { headers: admin });
  const { available, reserved } = (await response.json()) as Awaited<ReturnType<typeof stock>>;
  return { available, reserved };
}

/** Pieces of the product that were sold, on whichever day it is now. */
async function sold(): Promise<number> {
  const [from, to] = [-1, 1].map((days) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
  );
  const query = `from=${from}&to=${to}&limit=100`;
  let cursor: string | null = '';
  while (cursor !== null) {
    const path = `/api/orders/sales?${query}${cursor && `&cursor=${cursor}`}`;
    const response = await call('GET', path, { headers: admin });
    const page = (await response.json()) as SalesPage;
    const found = page.items.find((one) => one.id === product);
    if (found) return found.quantity;
    cursor = page.nextCursor;
  }
  return 0;
}

async function payment(orderId: string): Promise<string | undefined> {
  const response = await call('GET', `/api/payments?orderId=${orderId}`, { headers: customer });
  const { items } = (await response.json()) as { items: { status: string }[] };
  return items[0]?.status;
}

/** Waits for what follows from events, half a minute; asks seldom, since requests are limited. */
async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; !(await holds()); tries += 1) {
    assert.ok(tries < 30, `not in time: ${what}`);
    await sleep(1000);
  }
}

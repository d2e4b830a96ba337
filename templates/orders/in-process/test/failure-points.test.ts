import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createPayments } from '#modules/payments';
import { createProducts } from '#modules/products';
import type { Platform } from '#platform';
import { placeOnce } from '../place-once.ts';
import type { OrderContext } from '../place-order.ts';
import { openShop, type Shop, shipTo } from './shop.ts';

/** Stops an order at each point where the process or the database may fail, and reads the books. */

let shop: Shop;
let context: OrderContext & { paymentTimeoutMs: number };

before(async () => {
  shop = await openShop();
  const silent = { info() {}, warn() {}, error() {} };
  const platform = { pool: shop.pool, paymentTimeoutMs: 500, log: silent } as unknown as Platform;
  context = {
    pool: shop.pool,
    log: silent,
    paymentTimeoutMs: 500,
    products: createProducts(platform),
    payments: createPayments(platform),
  };
});

after(() => shop.close());

const crash = () => Promise.reject(new Error('crash'));

async function newRequest() {
  const productId = await shop.addProduct({ stock: 1 });
  const items = [{ productId, quantity: 1 }];
  return { userId: randomUUID(), items, paymentToken: 'tok_ok', shipTo };
}

test('a fault within the transaction takes back all of it, and the request may be repeated', async () => {
  const request = await newRequest();
  const key = randomUUID();
  const products = { ...context.products, reserve: crash };
  await assert.rejects(placeOnce({ ...context, products }, key, request), /crash/);
  assert.deepEqual(await statusOf(request.userId), ['voided']);
  assert.deepEqual(await ordersOf(request.userId), []);

  const repeated = await placeOnce(context, key, request);
  assert.ok('order' in repeated);
  assert.deepEqual(await statusOf(request.userId), ['voided', 'captured']);
});

test('an authorisation that was given up meanwhile makes no order', async () => {
  const request = await newRequest();
  const payments = { ...context.payments, confirm: async () => false };
  const placement = await placeOnce({ ...context, payments }, randomUUID(), request);
  assert.deepEqual(placement, { failure: 'payment-unavailable' });
  assert.deepEqual(await ordersOf(request.userId), []);
  assert.equal(await shop.stockOf(request.items[0]?.productId ?? ''), 1);
});

test('a holder that was taken for dead makes no second order', async () => {
  const request = await newRequest();
  const key = randomUUID();
  const takeOver = async () => {
    await shop.pool.query(
      "UPDATE orders.idempotency_keys SET claimed_until = now() - interval '1 s' WHERE key = $1",
      [key],
    );
    return placeOnce(context, key, request);
  };
  const slow: OrderContext['payments'] = {
    ...context.payments,
    async authorise(payment) {
      const answer = await context.payments.authorise(payment);
      await takeOver();
      return answer;
    },
  };
  const placement = await placeOnce({ ...context, payments: slow }, key, request);
  assert.deepEqual(placement, { failure: 'in-flight' });
  assert.equal((await ordersOf(request.userId)).length, 1);
  assert.deepEqual((await statusOf(request.userId)).sort(), ['captured', 'voided']);
});

test('a commit whose answer is lost keeps order, stock and money', async () => {
  const request = await newRequest();
  const key = randomUUID();
  const pool = {
    ...context.pool,
    async transaction<Result>(work: Parameters<typeof context.pool.transaction<Result>>[0]) {
      await context.pool.transaction<Result>(work);
      throw new Error('connection lost');
    },
  };
  await assert.rejects(placeOnce({ ...context, pool }, key, request), /connection lost/);
  const repeated = await placeOnce(context, key, request);
  assert.ok('order' in repeated);
  assert.equal((await ordersOf(request.userId)).length, 1);
  await context.payments.settle(repeated.order.id);
  assert.deepEqual(await statusOf(request.userId), ['captured']);
});

test('a claim that cannot be given back is logged, and the first fault reported', async () => {
  const request = await newRequest();
  const messages: string[] = [];
  const log = { ...context.log, warn: (_: object, message: string) => void messages.push(message) };
  const query: typeof context.pool.query = (sql, values) =>
    sql.startsWith('DELETE') ? crash() : context.pool.query(sql, values);
  const pool = { ...context.pool, query };
  const products = { ...context.products, quote: () => Promise.reject(new Error('first fault')) };
  const placing = placeOnce({ ...context, pool, log, products }, randomUUID(), request);
  await assert.rejects(placing, /first fault/);
  assert.deepEqual(messages, ['an idempotency key stays claimed for a while']);
});

async function statusOf(userId: string): Promise<string[]> {
  const rows = await shop.pool.query<{ status: string }>(
    'SELECT status FROM payments.payments WHERE user_id = $1 ORDER BY id',
    [userId],
  );
  return rows.map(({ status }) => status);
}

function ordersOf(userId: string) {
  return shop.pool.query('SELECT id FROM orders.orders WHERE user_id = $1', [userId]);
}

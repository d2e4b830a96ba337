import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { CalleeUnavailable } from '@app/service-client';
import { requireSteps } from '../infrastructure/intent-store.ts';
import { placeOnce } from '../place-once.ts';
import { createTakeSteps } from '../take-steps.ts';
import { newRequest, startInstance, stepsDue, timePasses } from './instance.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;

before(async () => {
  shop = await openShop();
});

beforeEach(() => shop.away.clear());

after(() => shop.close());

test('with products away an order is refused for now, and the same request works later', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 1 });
  const key = randomUUID();
  shop.away.add('products');
  const refused = await shop.order(customer, { [mug]: 1 }, { key });
  assert.equal(refused.statusCode, 503);
  assert.match(String(refused.headers['retry-after']), /^\d+$/);

  shop.away.clear();
  await timePasses(shop);
  await startInstance(shop).takeSteps();
  assert.equal((await shop.order(customer, { [mug]: 1 }, { key })).statusCode, 201);
  assert.equal(await shop.stockOf(mug), 0);
});

test('with payments away the stock is given back at once, and the void follows', async () => {
  const mug = await shop.addProduct({ stock: 1 });
  shop.away.add('payments');
  const refused = await shop.order(await shop.signIn(), { [mug]: 1 });
  assert.equal(refused.statusCode, 503);
  assert.equal(refused.json().reason, 'payment_unavailable');
  assert.match(String(refused.headers['retry-after']), /^\d+$/);
  assert.equal(await shop.stockOf(mug), 1);
  assert.deepEqual(await stepsDue(shop), ['void']);

  shop.away.clear();
  await startInstance(shop).takeSteps();
  assert.deepEqual(await stepsDue(shop), ['void'], 'not before its time');
  await timePasses(shop);
  await startInstance(shop).takeSteps();
  assert.deepEqual(await stepsDue(shop), []);
});

for (const [moment, callee] of [
  ['after reserve', 'products'],
  ['after authorise', 'payments'],
] as const) {
  test(`what ${callee} did without being heard is undone`, async () => {
    const request = newRequest(shop);
    const deaf = startInstance(shop, (reached) => {
      if (reached === moment) throw new CalleeUnavailable(callee, 'timeout');
    });
    await placeOnce(deaf, randomUUID(), request).catch(() => undefined);
    await timePasses(shop);
    await startInstance(shop).takeSteps();
    assert.equal(shop.products.stockOf(request.product), 1);
    assert.deepEqual(
      shop.payments.statusesOf(request.userId).filter((status) => status !== 'voided'),
      [],
    );
    assert.deepEqual(await stepsDue(shop), []);
  });
}

test('a service that failed is not asked again within the request', async () => {
  const asked: string[] = [];
  const instance = startInstance(shop, (reached) => {
    asked.push(reached);
    if (reached === 'after authorise') throw new CalleeUnavailable('payments', 'timeout');
  });
  const placement = await placeOnce(instance, randomUUID(), newRequest(shop));
  assert.deepEqual(placement, { failure: 'payment-unavailable' });
  assert.ok(asked.includes('after release'));
  assert.ok(!asked.includes('before void'));
  await timePasses(shop);
  await startInstance(shop).takeSteps();
});

test('a step that is refused stays due, and is logged as an error', async () => {
  const instance = startInstance(shop);
  const placed = await placeOnce(instance, randomUUID(), newRequest(shop));
  assert.ok('order' in placed);
  await requireSteps(shop.pool, placed.order.id, ['void']);
  const messages: string[] = [];
  const log = {
    ...instance.log,
    error: (_: object, message: string) => void messages.push(message),
  };
  await createTakeSteps({ ...instance, log })();
  assert.deepEqual(messages, ['a step was refused: it needs a human']);
  assert.deepEqual(await stepsDue(shop), ['void']);
  await shop.pool.query('DELETE FROM orders.intents');
});

test('an unreachable database is logged and stops nothing', async () => {
  const instance = startInstance(shop);
  const messages: string[] = [];
  const log = {
    ...instance.log,
    error: (_: object, message: string) => void messages.push(message),
  };
  const pool = { ...instance.pool, transaction: () => Promise.reject(new Error('down')) };
  await createTakeSteps({ ...instance, pool, log })();
  assert.deepEqual(messages, ['cannot read or record the steps that are due']);
});

test('a cancelled order is cancelled although nobody can give anything back yet', async () => {
  const customer = await shop.signIn();
  const mug = await shop.addProduct({ stock: 1 });
  const { id } = (await shop.order(customer, { [mug]: 1 })).json();
  shop.away.add('products').add('payments');
  const cancelled = await shop.request(customer, 'POST', `/api/orders/${id}/cancel`);
  assert.equal(cancelled.statusCode, 200);
  assert.equal(cancelled.json().status, 'cancelled');

  shop.away.clear();
  await timePasses(shop);
  await startInstance(shop).takeSteps();
  assert.equal(await shop.stockOf(mug), 1);
  assert.equal(shop.payments.statusOf(id), 'refunded');
});

test('a bug in a call is no outage, and gives back what is held', async () => {
  const request = newRequest(shop);
  const broken = startInstance(shop, (reached) => {
    if (reached === 'before authorise') throw new Error('bug');
  });
  await assert.rejects(placeOnce(broken, randomUUID(), request), /bug/);
  assert.equal(shop.products.stockOf(request.product), 1);
  assert.deepEqual(await stepsDue(shop), []);
});

test('a failure that cannot be recorded is logged, undone later, and reported as it was', async () => {
  const request = newRequest(shop);
  const messages: string[] = [];
  const instance = startInstance(shop, (reached) => {
    if (reached === 'before authorise') throw new Error('first fault');
  });
  const log = {
    ...instance.log,
    warn: (_: object, message: string) => void messages.push(message),
  };
  const pool = { ...instance.pool, transaction: () => Promise.reject(new Error('down')) };
  const placing = placeOnce({ ...instance, pool, log }, randomUUID(), request);
  await assert.rejects(placing, /first fault/);
  assert.deepEqual(messages, ['an order that failed is given up later']);

  await timePasses(shop);
  await startInstance(shop).takeSteps();
  assert.equal(shop.products.stockOf(request.product), 1);
});

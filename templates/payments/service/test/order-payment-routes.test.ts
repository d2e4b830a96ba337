import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { pathOf } from '@app/contracts';
import { payments } from '@app/contracts/payments';
import { authorise } from '../authorise.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { type OrderPayments, openOrderPayments } from './order-payments.ts';
import { purchase } from './purchase.ts';

let books: OrderPayments;

before(async () => {
  books = await openOrderPayments();
});

after(() => books.close());

test('what is held is not given up by itself', async () => {
  const { orderId, ...body } = purchase('tok_ok');
  await books.send(payments.authorise, { params: { orderId }, body });
  const due = 'SELECT id FROM payments.payments WHERE order_id = $1 AND settle_at IS NOT NULL';
  assert.deepEqual(await books.pool.query(due, [orderId]), []);
});

test('a void that arrives while the provider is asked wins', async () => {
  const request = purchase('tok_ok');
  const overtaken: PaymentProvider = {
    ...books.provider,
    async authorise(charge, signal) {
      const answer = await books.provider.authorise(charge, signal);
      await books.send(payments.void, { params: { orderId: request.orderId } });
      return answer;
    },
  };
  assert.equal(await authorise(books.context(overtaken), request), 'given-back');
  assert.equal(await books.moneyOf(request.orderId), 'with the customer');
});

test('a bug at the provider is reported, and leaves the decision to orders', async () => {
  const request = purchase('tok_ok');
  const broken = { ...books.provider, authorise: () => Promise.reject(new Error('bug')) };
  await assert.rejects(authorise(books.context(broken), request), /bug/);
  const params = { orderId: request.orderId };
  assert.equal((await books.send(payments.void, { params })).status, 200);
  assert.equal(await books.moneyOf(request.orderId), 'with the customer');
});

test('two voids and an authorisation at once hold nothing', async () => {
  const { orderId, ...body } = purchase('tok_ok');
  await Promise.all([
    books.send(payments.void, { params: { orderId } }),
    books.send(payments.authorise, { params: { orderId }, body }),
    books.send(payments.void, { params: { orderId } }),
  ]);
  await books.settle();
  assert.equal(await books.moneyOf(orderId), 'with the customer');
});

for (const [decision, before] of [
  ['capture', 'void'],
  ['refund', 'void'],
  ['void', 'capture'],
] as const) {
  test(`a ${decision} after a ${before} is refused`, async () => {
    const { orderId, ...body } = purchase('tok_ok');
    const params = { orderId };
    await books.send(payments.authorise, { params, body });
    await books.send(payments[before], { params });
    const refused = await books.send(payments[decision], { params });
    assert.equal(refused.status, 409);
  });
}

for (const decision of ['capture', 'refund'] as const) {
  test(`a ${decision} of a payment that is not there is refused`, async () => {
    const refused = await books.send(payments[decision], { params: { orderId: randomUUID() } });
    assert.equal(refused.status, 409);
  });
}

test('only orders may call', async () => {
  const { authorization } = await books.signIn('admin');
  for (const endpoint of Object.values(payments)) {
    for (const headers of [{}, { authorization }, { authorization: 'Bearer guess' }]) {
      const { orderId, ...payload } = purchase('tok_ok');
      const url = pathOf(endpoint, { orderId });
      const { method } = endpoint;
      const response = await books.server.inject({ method, url, headers, payload });
      assert.equal(response.statusCode, 401);
    }
  }
});

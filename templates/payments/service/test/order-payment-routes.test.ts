import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type AnyEndpoint, type CallTo, pathOf } from '@app/contracts';
import { type MoneyLeft, ordersOnPayments, type PaymentState } from '@app/contracts/callers/orders';
import { payments } from '@app/contracts/payments';
import { inject, replay } from '@app/contracts/testing';
import { openBooks, type PaymentBooks } from './payment-books.ts';
import { purchase } from './purchase.ts';

let books: PaymentBooks;

before(async () => {
  books = await openBooks();
});

after(() => books.close());

const tokens: Readonly<Record<PaymentState['provider'], string>> = {
  works: 'tok_ok',
  declines: 'tok_declined',
  'is silent': 'tok_timeout',
};

for (const interaction of ordersOnPayments) {
  test(`orders relies on this: ${interaction.title}`, async () => {
    await replay(interaction, {
      arrange: async ({ provider }) => ({
        orderId: randomUUID(),
        userId: randomUUID(),
        paymentToken: tokens[provider],
      }),
      send,
      observe: async ({ orderId }) => ({ money: await moneyOf(orderId) }),
    });
  });
}

test('what is held is not given up by itself', async () => {
  const { orderId, ...body } = purchase('tok_ok');
  await send(payments.authorise, { params: { orderId }, body });
  const due = 'SELECT id FROM payments.payments WHERE order_id = $1 AND settle_at IS NOT NULL';
  assert.deepEqual(await books.pool.query(due, [orderId]), []);
});

test('a void that arrives while the provider is asked wins', async () => {
  const { orderId, ...body } = purchase('tok_timeout');
  const authorising = send(payments.authorise, { params: { orderId }, body });
  while ((await books.statesOf(orderId)).length === 0);
  await send(payments.void, { params: { orderId } });
  assert.equal((await authorising).status, 409);
  assert.equal(await moneyOf(orderId), 'with the customer');
});

test('two voids and an authorisation at once hold nothing', async () => {
  const { orderId, ...body } = purchase('tok_ok');
  await Promise.all([
    send(payments.void, { params: { orderId } }),
    send(payments.authorise, { params: { orderId }, body }),
    send(payments.void, { params: { orderId } }),
  ]);
  await books.settle();
  assert.equal(await moneyOf(orderId), 'with the customer');
});

for (const [decision, before] of [
  ['capture', 'void'],
  ['refund', 'void'],
  ['void', 'capture'],
] as const) {
  test(`a ${decision} after a ${before} is refused`, async () => {
    const { orderId, ...body } = purchase('tok_ok');
    const params = { orderId };
    await send(payments.authorise, { params, body });
    await send(payments[before], { params });
    const refused = await send(payments[decision], { params });
    assert.equal(refused.status, 409);
  });
}

for (const decision of ['capture', 'refund'] as const) {
  test(`a ${decision} of a payment that is not there is refused`, async () => {
    const refused = await send(payments[decision], { params: { orderId: randomUUID() } });
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

function send(endpoint: AnyEndpoint, call: CallTo<AnyEndpoint>) {
  return inject(books.server, books.asCaller('orders').authorization, endpoint, call);
}

async function moneyOf(orderId: string): Promise<MoneyLeft['money']> {
  const [, state] = await books.statesOf(orderId);
  if (state === 'captured') return 'taken';
  return state === 'authorised' ? 'held' : 'with the customer';
}

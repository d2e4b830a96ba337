import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { confirming, releasing, reserving } from './order-messages.ts';
import { type OrderPayments, openOrderPayments } from './order-payments.ts';
import { purchase, total } from './purchase.ts';

let payments: OrderPayments;

before(async () => {
  payments = await openOrderPayments();
});

after(() => payments.close());

test('the money of an order is held, taken and given back', async () => {
  const request = purchase('tok_ok');
  await payments.deliver(reserving(request));
  const [answer] = await payments.toldOf(request.orderId);
  assert.equal(answer?.type, 'payments.payment-reserved');
  assert.deepEqual(answer.data, { total });
  assert.equal(await payments.moneyOf(request.orderId), 'held');

  await payments.deliver(confirming(request));
  await payments.settle();
  assert.equal(await payments.moneyOf(request.orderId), 'taken');

  await payments.deliver(releasing(request.orderId));
  await payments.settle();
  assert.equal(await payments.moneyOf(request.orderId), 'with the customer');
  assert.deepEqual(await payments.answersTo(request.orderId), [
    'payment-reserved',
    'payment-released',
  ]);
});

for (const [token, reason] of [
  ['tok_declined', 'payment_declined'],
  ['tok_timeout', 'payment_unavailable'],
] as const) {
  test(`${token} is answered with ${reason}, and holds nothing in the end`, async () => {
    const request = purchase(token);
    await payments.deliver(reserving(request));
    const [answer, ...more] = await payments.toldOf(request.orderId);
    assert.equal(answer?.type, 'payments.payment-declined');
    assert.deepEqual(answer.data, { reason });
    assert.deepEqual(more, []);
    await payments.settle();
    assert.equal(await payments.moneyOf(request.orderId), 'with the customer');
  });
}

test('a provider that stumbles is asked again', async () => {
  const request = purchase('tok_error');
  await payments.deliver(reserving(request));
  assert.deepEqual(await payments.answersTo(request.orderId), ['payment-reserved']);
});

test('a message that is delivered again, or at the same time, has no second effect or answer', async () => {
  const request = purchase('tok_ok');
  const sent = reserving(request);
  await Promise.all([1, 2, 3].map(() => payments.redeliver(sent)));
  await payments.deliver(sent);
  assert.deepEqual(await payments.answersTo(request.orderId), ['payment-reserved']);
});

test('who asks again under another id is told the same', async () => {
  for (const [token, answer] of [
    ['tok_ok', 'payment-reserved'],
    ['tok_declined', 'payment-declined'],
  ] as const) {
    const request = purchase(token);
    await payments.deliver(reserving(request));
    await payments.deliver(reserving(request));
    assert.deepEqual(await payments.answersTo(request.orderId), [answer, answer]);
  }
});

test('an order that comes after its release holds nothing, and hears of the release', async () => {
  const request = purchase('tok_ok');
  await payments.deliver(releasing(request.orderId));
  await payments.deliver(reserving(request));
  await payments.settle();
  assert.equal(await payments.moneyOf(request.orderId), 'with the customer');
  assert.deepEqual(await payments.answersTo(request.orderId), [
    'payment-released',
    'payment-released',
  ]);
});

test('a release that comes while the provider is asked wins', async () => {
  const request = purchase('tok_ok');
  const overtaken: PaymentProvider = {
    ...payments.provider,
    async authorise(charge, signal) {
      const answer = await payments.provider.authorise(charge, signal);
      await payments.deliver(releasing(request.orderId));
      return answer;
    },
  };
  await payments.deliver(reserving(request), overtaken);
  await payments.settle();
  assert.equal(await payments.moneyOf(request.orderId), 'with the customer');
  assert.equal((await payments.answersTo(request.orderId)).at(-1), 'payment-released');
});

test('a release that reaches the provider first is no fault', async () => {
  const request = purchase('tok_ok');
  const overtaken: PaymentProvider = {
    ...payments.provider,
    async authorise(charge, signal) {
      await payments.deliver(releasing(request.orderId));
      await payments.settle();
      return payments.provider.authorise(charge, signal);
    },
  };
  await payments.deliver(reserving(request), overtaken);
  assert.equal(await payments.moneyOf(request.orderId), 'with the customer');
  assert.equal((await payments.answersTo(request.orderId)).at(-1), 'payment-released');
});

test('a confirmation that comes after the release takes nothing', async () => {
  const request = purchase('tok_ok');
  await payments.deliver(reserving(request));
  await payments.deliver(releasing(request.orderId));
  await payments.deliver(confirming(request));
  await payments.settle();
  assert.equal(await payments.moneyOf(request.orderId), 'with the customer');
});

test('a crash after the provider has answered is made good when the message comes again', async () => {
  const request = purchase('tok_ok');
  const sent = reserving(request);
  await payments.crashOn(sent);
  assert.equal(await payments.moneyOf(request.orderId), 'held');
  assert.deepEqual(await payments.answersTo(request.orderId), []);
  await payments.deliver(sent);
  assert.deepEqual(await payments.answersTo(request.orderId), ['payment-reserved']);
});

test('money that a crash has left behind is given back when the order is released', async () => {
  const request = purchase('tok_ok');
  await payments.crashOn(reserving(request));
  await payments.deliver(releasing(request.orderId));
  await payments.settle();
  assert.equal(await payments.moneyOf(request.orderId), 'with the customer');
});

test('a bug at the provider fails the message, which is tried again', async () => {
  const request = purchase('tok_ok');
  const sent = reserving(request);
  const broken = { ...payments.provider, authorise: () => Promise.reject(new Error('bug')) };
  await assert.rejects(payments.deliver(sent, broken), /bug/);
  assert.deepEqual(await payments.answersTo(request.orderId), []);
  await payments.deliver(sent);
  assert.deepEqual(await payments.answersTo(request.orderId), ['payment-reserved']);
});

test('what is held is not given up by itself', async () => {
  const request = purchase('tok_ok');
  await payments.deliver(reserving(request));
  const due = 'SELECT id FROM payments.payments WHERE order_id = $1 AND settle_at IS NOT NULL';
  assert.deepEqual(await payments.pool.query(due, [request.orderId]), []);
});

test('settlement is woken when there is money to move, and only then', async () => {
  const wakes = async (work: () => Promise<void>) => {
    const before = payments.wakeups();
    await work();
    return payments.wakeups() > before;
  };
  const request = purchase('tok_ok');
  assert.equal(await wakes(() => payments.deliver(reserving(request))), false);
  assert.equal(await wakes(() => payments.deliver(confirming(request))), true);
  assert.equal(await wakes(() => payments.deliver(releasing(request.orderId))), true);
  assert.equal(await wakes(() => payments.deliver(reserving(purchase('tok_timeout')))), true);
  assert.equal(await wakes(() => payments.deliver(reserving(purchase('tok_declined')))), false);
});

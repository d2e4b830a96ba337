import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startApplication, type TestApplication } from '#test/application';
import { authorise } from '../authorise.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { fakePaymentProvider } from '../infrastructure/fake-payment-provider.ts';
import { abandonPayment, confirmPayment, refundPayment } from '../infrastructure/payment-store.ts';
import { createSettlement, type Pass } from '../settlement.ts';
import { purchase } from './purchase.ts';

let app: TestApplication;
let provider: PaymentProvider;

before(async () => {
  app = await startApplication();
  provider = fakePaymentProvider(app.pool);
});

after(() => app.close());

const silent = { info() {}, warn() {}, error() {} };

function settle(through: PaymentProvider = provider, pass: Pass = {}) {
  return createSettlement({ ...context(through), log: silent })(pass);
}

const context = (through: PaymentProvider) => ({
  pool: app.pool,
  provider: through,
  paymentTimeoutMs: 500,
});

/** Asks the provider to hold money for a new order, and gives the order's id. */
async function hold(paymentToken: string, expected: string): Promise<string> {
  const request = purchase(paymentToken);
  assert.equal(await authorise(context(provider), request), expected);
  return request.orderId;
}

/** Makes the captures of new orders due, and gives the orders' ids. */
async function confirmMany(count: number): Promise<string[]> {
  const orders = await Promise.all(
    Array.from({ length: count }, () => hold('tok_ok', 'authorised')),
  );
  await Promise.all(orders.map((orderId) => confirmPayment(app.pool, orderId)));
  return orders;
}

/** Where the payment of an order stands here, and at the provider. */
async function statesOf(orderId: string) {
  const rows = await app.pool.query<{ status: string; state: string }>(
    `SELECT payment.status, charge.state FROM payments.payments AS payment
     JOIN payments.fake_provider_charges AS charge ON charge.reference = payment.id
     WHERE order_id = $1`,
    [orderId],
  );
  return rows.flatMap(({ status, state }) => [status, state]);
}

/** Lets the time pass that an authorisation has to be confirmed, or a failed step rests. */
async function wait(orderId: string): Promise<void> {
  await app.pool.query('UPDATE payments.payments SET settle_at = now() WHERE order_id = $1', [
    orderId,
  ]);
}

test('a confirmed payment is captured', async () => {
  const orderId = await hold('tok_ok', 'authorised');
  assert.equal(await confirmPayment(app.pool, orderId), true);
  await settle();
  assert.deepEqual(await statesOf(orderId), ['captured', 'captured']);
});

test('an authorisation is left alone while its order may still be committed', async () => {
  const orderId = await hold('tok_ok', 'authorised');
  await settle();
  assert.deepEqual(await statesOf(orderId), ['authorising', 'authorised']);
});

test('an authorisation that no order came of is given back and cannot be confirmed', async () => {
  const orderId = await hold('tok_ok', 'authorised');
  await wait(orderId);
  await settle();
  assert.deepEqual(await statesOf(orderId), ['voided', 'reversed']);
  assert.equal(await confirmPayment(app.pool, orderId), false);
});

test('money is given back when the provider held it without answering', async () => {
  const orderId = await hold('tok_timeout', 'unavailable');
  await settle();
  assert.deepEqual(await statesOf(orderId), ['voided', 'reversed']);
});

test('a declined payment rests', async () => {
  const orderId = await hold('tok_declined', 'declined');
  await settle();
  assert.deepEqual(await statesOf(orderId), ['declined', 'declined']);
});

test('a provider that stumbles is asked again', async () => {
  await hold('tok_error', 'authorised');
});

test('giving up does nothing to a confirmed payment', async () => {
  const orderId = await hold('tok_ok', 'authorised');
  await confirmPayment(app.pool, orderId);
  await abandonPayment(app.pool, orderId);
  await settle();
  assert.deepEqual(await statesOf(orderId), ['captured', 'captured']);
});

test('a refund gives back what was captured, and what was about to be', async () => {
  for (const settleBefore of [true, false]) {
    const orderId = await hold('tok_ok', 'authorised');
    await confirmPayment(app.pool, orderId);
    if (settleBefore) await settle();
    await refundPayment(app.pool, orderId);
    await settle();
    assert.deepEqual(await statesOf(orderId), ['refunded', 'reversed']);
  }
});

test('a refund that overtakes the capture wins', async () => {
  const orderId = await hold('tok_ok', 'authorised');
  await confirmPayment(app.pool, orderId);
  await settle({
    ...provider,
    async capture(reference, signal) {
      await provider.capture(reference, signal);
      await refundPayment(app.pool, orderId);
    },
  });
  assert.deepEqual(await statesOf(orderId), ['refunding', 'captured']);
  await settle();
  assert.deepEqual(await statesOf(orderId), ['refunded', 'reversed']);
});

test('a step that fails is tried again later, and not before', async () => {
  const orderId = await hold('tok_ok', 'authorised');
  await confirmPayment(app.pool, orderId);
  await settle({ ...provider, capture: () => Promise.reject(new Error('away')) });
  await settle();
  assert.deepEqual(await statesOf(orderId), ['authorised', 'authorised']);
  await wait(orderId);
  await settle();
  assert.deepEqual(await statesOf(orderId), ['captured', 'captured']);
});

test('many instances settle a payment once', async () => {
  const orderId = await hold('tok_ok', 'authorised');
  await confirmPayment(app.pool, orderId);
  const captures: string[] = [];
  const counting: PaymentProvider = {
    ...provider,
    async capture(reference, signal) {
      captures.push(reference);
      await provider.capture(reference, signal);
    },
  };
  await Promise.all(Array.from({ length: 8 }, () => settle(counting)));
  assert.equal(captures.length, 1);
});

test('more payments than one batch are settled in one pass', async () => {
  const orders = await confirmMany(25);
  await settle();
  const states = await Promise.all(orders.map(statesOf));
  assert.deepEqual(new Set(states.flat()), new Set(['captured']));
});

test('a pass ends while the provider is silent: what falls due again is for the next one', async () => {
  const orders = await confirmMany(45);
  const asked: string[] = [];
  const answersTooLate: PaymentProvider = {
    ...provider,
    async capture(reference, signal) {
      asked.push(reference);
      // Without a bound the pass would go on: it ends then, and what follows fails.
      if (asked.length > 2 * orders.length) return provider.capture(reference, signal);
      const due = 'UPDATE payments.payments SET settle_at = clock_timestamp() WHERE id = $1';
      await app.pool.query(due, [reference]);
      throw new Error('no answer');
    },
  };
  await settle(answersTooLate);
  assert.equal(asked.length, orders.length);
  assert.equal(new Set(asked).size, orders.length);
  await settle();
});

test('a pass that is told to end claims nothing more', async () => {
  const orders = await confirmMany(25);
  await settle(provider, { signal: AbortSignal.abort() });
  const states = await Promise.all(orders.map(statesOf));
  assert.equal(states.filter(([status]) => status === 'captured').length, 20);
  await settle();
});

test('a bug at the provider is not taken for an outage, and gives the money back', async () => {
  const request = purchase('tok_ok');
  const broken = { ...provider, authorise: () => Promise.reject(new Error('bug')) };
  await assert.rejects(authorise(context(broken), request), /bug/);
  await settle();
  assert.deepEqual(await statesOf(request.orderId), ['voided', 'reversed']);
});

test('an unreachable database is logged and stops nothing', async () => {
  const messages: string[] = [];
  const log = { ...silent, error: (_: object, message: string) => void messages.push(message) };
  const pool = { ...app.pool, query: () => Promise.reject(new Error('down')) };
  await createSettlement({ ...context(provider), pool, log })();
  assert.deepEqual(messages, ['cannot read the payments to settle']);
});

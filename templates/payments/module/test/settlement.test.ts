import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { abandonPayment, confirmPayment, refundPayment } from '../infrastructure/payment-store.ts';
import { createSettlement } from '../settlement.ts';
import { openBooks, type PaymentBooks, silent } from './payment-books.ts';

let books: PaymentBooks;
let provider: PaymentProvider;

before(async () => {
  books = await openBooks();
  provider = books.provider;
});

after(() => books.close());

/** Makes the captures of new orders due, and gives the orders' ids. */
async function confirmMany(count: number): Promise<string[]> {
  const orders = await Promise.all(
    Array.from({ length: count }, () => books.hold('tok_ok', 'authorised')),
  );
  await Promise.all(orders.map((orderId) => confirmPayment(books.pool, orderId)));
  return orders;
}

test('a confirmed payment is captured', async () => {
  const orderId = await books.hold('tok_ok', 'authorised');
  assert.equal(await confirmPayment(books.pool, orderId), true);
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['captured', 'captured']);
});

test('an authorisation is left alone while its order may still be committed', async () => {
  const orderId = await books.hold('tok_ok', 'authorised');
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['authorising', 'authorised']);
});

test('a declined payment rests', async () => {
  const orderId = await books.hold('tok_declined', 'declined');
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['declined', 'declined']);
});

test('a provider that stumbles is asked again', async () => {
  await books.hold('tok_error', 'authorised');
});

test('giving up does nothing to a confirmed payment', async () => {
  const orderId = await books.hold('tok_ok', 'authorised');
  await confirmPayment(books.pool, orderId);
  await abandonPayment(books.pool, orderId);
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['captured', 'captured']);
});

test('a refund gives back what was captured, and what was about to be', async () => {
  for (const settleBefore of [true, false]) {
    const orderId = await books.hold('tok_ok', 'authorised');
    await confirmPayment(books.pool, orderId);
    if (settleBefore) await books.settle();
    await refundPayment(books.pool, orderId);
    await books.settle();
    assert.deepEqual(await books.statesOf(orderId), ['refunded', 'reversed']);
  }
});

test('a refund that overtakes the capture wins', async () => {
  const orderId = await books.hold('tok_ok', 'authorised');
  await confirmPayment(books.pool, orderId);
  await books.settle({
    ...provider,
    async capture(reference, signal) {
      await provider.capture(reference, signal);
      await refundPayment(books.pool, orderId);
    },
  });
  assert.deepEqual(await books.statesOf(orderId), ['refunding', 'captured']);
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['refunded', 'reversed']);
});

test('a step that fails is tried again later, and not before', async () => {
  const orderId = await books.hold('tok_ok', 'authorised');
  await confirmPayment(books.pool, orderId);
  await books.settle({ ...provider, capture: () => Promise.reject(new Error('away')) });
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['authorised', 'authorised']);
  await books.wait(orderId);
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['captured', 'captured']);
});

test('many instances settle a payment once', async () => {
  const orderId = await books.hold('tok_ok', 'authorised');
  await confirmPayment(books.pool, orderId);
  const captures: string[] = [];
  const counting: PaymentProvider = {
    ...provider,
    async capture(reference, signal) {
      captures.push(reference);
      await provider.capture(reference, signal);
    },
  };
  await Promise.all(Array.from({ length: 8 }, () => books.settle(counting)));
  assert.equal(captures.length, 1);
});

test('more payments than one batch are settled in one pass', async () => {
  const orders = await confirmMany(25);
  await books.settle();
  const states = await Promise.all(orders.map(books.statesOf));
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
      await books.pool.query(due, [reference]);
      throw new Error('no answer');
    },
  };
  await books.settle(answersTooLate);
  assert.equal(asked.length, orders.length);
  assert.equal(new Set(asked).size, orders.length);
  await books.settle();
});

test('a pass that is told to end claims nothing more', async () => {
  const orders = await confirmMany(25);
  await books.settle(provider, { signal: AbortSignal.abort() });
  const states = await Promise.all(orders.map(books.statesOf));
  assert.equal(states.filter(([status]) => status === 'captured').length, 20);
  await books.settle();
});

test('an unreachable database is logged and stops nothing', async () => {
  const messages: string[] = [];
  const log = { ...silent, error: (_: object, message: string) => void messages.push(message) };
  const pool = { ...books.pool, query: () => Promise.reject(new Error('down')) };
  await createSettlement({ ...books.context(), pool, log })();
  assert.deepEqual(messages, ['cannot read the payments to settle']);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { authorise } from '../authorise.ts';
import { confirmPayment } from '../infrastructure/payment-store.ts';
import { openBooks, type PaymentBooks } from './payment-books.ts';
import { purchase } from './purchase.ts';

let books: PaymentBooks;

before(async () => {
  books = await openBooks();
});

after(() => books.close());

test('an authorisation that no order came of is given back and cannot be confirmed', async () => {
  const orderId = await books.hold('tok_ok', 'authorised');
  await books.wait(orderId);
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['voided', 'reversed']);
  assert.equal(await confirmPayment(books.pool, orderId), false);
});

test('money is given back when the provider held it without answering', async () => {
  const orderId = await books.hold('tok_timeout', 'unavailable');
  await books.settle();
  assert.deepEqual(await books.statesOf(orderId), ['voided', 'reversed']);
});

test('a bug at the provider is not taken for an outage, and gives the money back', async () => {
  const request = purchase('tok_ok');
  const broken = { ...books.provider, authorise: () => Promise.reject(new Error('bug')) };
  await assert.rejects(authorise(books.context(broken), request), /bug/);
  await books.settle();
  assert.deepEqual(await books.statesOf(request.orderId), ['voided', 'reversed']);
});

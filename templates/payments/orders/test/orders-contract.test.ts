import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { ordersOnPayments, type PaymentState } from '@app/contracts/callers/orders';
import { replay } from '@app/contracts/testing';
import { type OrderPayments, openOrderPayments } from './order-payments.ts';

let payments: OrderPayments;

before(async () => {
  payments = await openOrderPayments();
});

after(() => payments.close());

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
      send: payments.send,
      observe: async ({ orderId }) => ({ money: await payments.moneyOf(orderId) }),
    });
  });
}

import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  ordersOnPayments,
  ordersOnProducts,
  type PaymentState,
  price,
} from '@app/contracts/callers/orders';
import { replay } from '@app/contracts/testing';
import { paymentsStandIn } from './payments-stand-in.ts';
import { productsStandIn } from './products-stand-in.ts';

/** What the tests of this service take for products and payments does what the real ones are held to. */

for (const interaction of ordersOnProducts) {
  test(`the stand-in for products: ${interaction.title}`, async () => {
    const products = productsStandIn();
    await replay(interaction, {
      arrange: async ({ stock }) => ({
        orderId: randomUUID(),
        productId: stock === undefined ? randomUUID() : products.add({ name: 'Mug', price, stock }),
      }),
      send: products.client.send,
      observe: async ({ productId }) => ({ stock: products.stockOf(productId) }),
    });
  });
}

const tokens: Readonly<Record<PaymentState['provider'], string>> = {
  works: 'tok_ok',
  declines: 'tok_declined',
  'is silent': 'tok_timeout',
};

for (const interaction of ordersOnPayments) {
  test(`the stand-in for payments: ${interaction.title}`, async () => {
    const payments = paymentsStandIn();
    await replay(interaction, {
      arrange: async ({ provider }) => ({
        orderId: randomUUID(),
        userId: randomUUID(),
        paymentToken: tokens[provider],
      }),
      send: payments.client.send,
      observe: async ({ orderId }) => {
        const state = payments.statusOf(orderId);
        if (state === 'captured') return { money: 'taken' };
        return { money: state === 'authorising' ? 'held' : 'with the customer' };
      },
    });
  });
}

import { randomUUID } from 'node:crypto';
import { orderPlaced } from '@app/contracts/order-events';
import { defineEvent, defineTopic } from '@app/events';
import { Type } from 'typebox';
import { now } from './answer.js';

/** An order as the shop tells of it, and the moment at which it was placed. */
export const placed = defineEvent(
  'bench.order-placed',
  'Somebody ordered',
  Type.Object({ ...orderPlaced.data.properties, placedAt: Type.Number() }),
);

export function topicOf(name) {
  return defineTopic({ name, about: 'What the benchmark places', events: [placed] });
}

export function newOrder() {
  const price = { amount: 250, currency: 'EUR' };
  return {
    userId: randomUUID(),
    items: [{ productId: randomUUID(), name: 'Blue mug', quantity: 2, price }],
    total: { amount: 500, currency: 'EUR' },
    paymentToken: 'tok_ok',
    shipTo: {
      name: 'Ada Lovelace',
      line1: '12 St James Square',
      city: 'London',
      postcode: 'SW1Y 4JH',
      country: 'GB',
    },
    placedAt: now(),
  };
}

import { Type } from 'typebox';
import { defineEvent, defineTopic } from '../src/index.ts';

const Address = Type.Object({ city: Type.String() });

/** An event that has changed twice since it was first published. */
export const orderPlaced = defineEvent(
  'shop.order-placed',
  'An order was placed',
  Type.Object({ total: Type.Number() }),
)
  .evolve(
    Type.Object({ total: Type.Object({ amount: Type.Integer(), currency: Type.String() }) }),
    ({ total }) => ({ total: { amount: Math.round(total * 100), currency: 'EUR' } }),
  )
  .evolve(
    Type.Object({
      total: Type.Object({ amount: Type.Integer({ minimum: 0 }), currency: Type.String() }),
      items: Type.Integer(),
      shipTo: Type.Optional(Address),
    }),
    (older) => ({ ...older, items: 1 }),
  );

export const orderConfirmed = defineEvent(
  'shop.order-confirmed',
  'An order will be delivered',
  Type.Object({ at: Type.String({ format: 'date-time' }) }),
);

export const orders = defineTopic({
  name: 'order-events',
  about: 'What becomes of orders.',
  events: [orderPlaced, orderConfirmed],
});

export const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

export const placed = { total: { amount: 2500, currency: 'EUR' }, items: 2 };

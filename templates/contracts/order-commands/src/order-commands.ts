import { defineEvent, defineTopic } from '@app/events';
import { Money, Uuid } from '@app/http-server';
import { Type } from 'typebox';
import { Quantity, ShipTo } from './order-events.ts';

const items = Type.Array(Type.Object({ productId: Uuid, quantity: Quantity }));

const nothingMore = Type.Object({});

export const reservePayment = defineEvent(
  'payments.reserve-payment',
  'Hold the money of an order',
  Type.Object({ userId: Uuid, total: Money, paymentToken: Type.String() }),
);

export const releasePayment = defineEvent(
  'payments.release-payment',
  'Give the money of an order back, and hold none',
  nothingMore,
);

export const reserveStock = defineEvent(
  'inventory.reserve-stock',
  'Put the pieces of an order aside',
  Type.Object({ items }),
);

export const releaseStock = defineEvent(
  'inventory.release-stock',
  'Let the pieces of an order be sold again, and put none aside',
  nothingMore,
);

export const createShipment = defineEvent(
  'shipping.create-shipment',
  'Find a carrier for an order',
  Type.Object({ userId: Uuid, shipTo: ShipTo, items }),
);

export const cancelShipment = defineEvent(
  'shipping.cancel-shipment',
  'Call the carrier of an order off, and find none',
  nothingMore,
);

/** Commands, in the envelope of events: the type begins with the one who is told. */
export const orderCommands = defineTopic({
  name: 'order-commands',
  about: 'What the saga of an order tells those who take part; the subject is the order.',
  events: [
    reservePayment,
    releasePayment,
    reserveStock,
    releaseStock,
    createShipment,
    cancelShipment,
  ],
});

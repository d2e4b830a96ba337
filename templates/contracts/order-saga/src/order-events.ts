import { defineEvent, defineTopic } from '@app/events';
import { Money, Uuid } from '@app/http-server';
import { Type } from 'typebox';

export const Quantity = Type.Integer({ minimum: 1 });

export const ShipTo = Type.Object({
  name: Type.String(),
  line1: Type.String(),
  city: Type.String(),
  postcode: Type.String(),
  country: Type.String(),
});

/** Why an order did not come to be. */
export const Rejection = Type.Enum([
  'payment_declined',
  'payment_unavailable',
  'out_of_stock',
  'shipping_failed',
  'timed_out',
]);

/** What there is to say is who it happened to, and that is the subject. */
const nothingMore = Type.Object({});

export const orderPlaced = defineEvent(
  'orders.order-placed',
  'Somebody ordered: money, stock and a shipment are to be found',
  Type.Object({
    userId: Uuid,
    items: Type.Array(
      Type.Object({ productId: Uuid, name: Type.String(), quantity: Quantity, price: Money }),
    ),
    total: Money,
    paymentToken: Type.String(),
    shipTo: ShipTo,
  }),
);

export const paymentReserved = defineEvent(
  'payments.payment-reserved',
  'The money of an order is held',
  Type.Object({ total: Money }),
);

export const paymentDeclined = defineEvent(
  'payments.payment-declined',
  'No money is held for an order',
  Type.Object({ reason: Type.Enum(['payment_declined', 'payment_unavailable']) }),
);

export const paymentReleased = defineEvent(
  'payments.payment-released',
  'The money of an order is given back, and none will be held',
  nothingMore,
);

export const stockReserved = defineEvent(
  'inventory.stock-reserved',
  'The pieces of an order are put aside',
  nothingMore,
);

export const stockUnavailable = defineEvent(
  'inventory.stock-unavailable',
  'There is too little of a product: nothing of the order is put aside',
  Type.Object({ productId: Uuid }),
);

export const stockReleased = defineEvent(
  'inventory.stock-released',
  'The pieces of an order can be sold again, and none will be put aside',
  nothingMore,
);

export const shipmentCreated = defineEvent(
  'shipping.shipment-created',
  'A carrier takes the order',
  Type.Object({ shipmentId: Uuid }),
);

export const shipmentFailed = defineEvent(
  'shipping.shipment-failed',
  'No carrier takes the order',
  Type.Object({ detail: Type.String() }),
);

export const shipmentCancelled = defineEvent(
  'shipping.shipment-cancelled',
  'The carrier was called off, and none will take the order',
  nothingMore,
);

export const cancellationRequested = defineEvent(
  'orders.cancellation-requested',
  'All that was done for an order is to be undone',
  Type.Object({ reason: Type.Enum(['cancelled', 'timed_out']) }),
);

export const orderConfirmed = defineEvent(
  'orders.order-confirmed',
  'Money, stock and shipment are there: the order holds',
  Type.Object({ userId: Uuid, total: Money }),
);

export const orderRejected = defineEvent(
  'orders.order-rejected',
  'The order does not come to be, and all is undone',
  Type.Object({ userId: Uuid, reason: Rejection }),
);

export const orderCancelled = defineEvent(
  'orders.order-cancelled',
  'The order was taken back, and all is undone',
  Type.Object({ userId: Uuid }),
);

export const orderEvents = defineTopic({
  name: 'order-events',
  about: 'The life of each order, told by all who take part in it; the subject is the order.',
  events: [
    orderPlaced,
    paymentReserved,
    paymentDeclined,
    paymentReleased,
    stockReserved,
    stockUnavailable,
    stockReleased,
    shipmentCreated,
    shipmentFailed,
    shipmentCancelled,
    cancellationRequested,
    orderConfirmed,
    orderRejected,
    orderCancelled,
  ],
});

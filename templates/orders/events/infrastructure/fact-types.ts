import { defineEvent } from '@app/events';
import { Money, Timestamp, Type, Uuid } from '@app/http-server';

const Nothing = Type.Object({});

const Purchase = Type.Object({
  userId: Uuid,
  items: Type.Immutable(
    Type.Array(
      Type.Object({
        productId: Uuid,
        name: Type.String(),
        quantity: Type.Integer({ minimum: 1 }),
        price: Money,
      }),
    ),
  ),
  total: Money,
  shipTo: Type.Object({
    name: Type.String(),
    line1: Type.String(),
    city: Type.String(),
    postcode: Type.String(),
    country: Type.String(),
  }),
  placedAt: Timestamp,
});

/**
 * What the stream of an order may hold, in all versions: facts are kept for good. `evolve` on one of
 * them adds a version, and says how older facts are read from then on.
 */
export const factTypes = [
  defineEvent('orders.order-placed', 'The order was accepted', Purchase),
  defineEvent('payments.payment-reserved', 'The money is held', Nothing),
  defineEvent(
    'payments.payment-declined',
    'No money is held',
    Type.Object({ reason: Type.Enum(['payment_declined', 'payment_unavailable']) }),
  ),
  defineEvent('payments.payment-released', 'No money is held any more, or will be', Nothing),
  defineEvent('inventory.stock-reserved', 'All pieces are put aside', Nothing),
  defineEvent(
    'inventory.stock-unavailable',
    'Pieces are missing',
    Type.Object({ productId: Uuid }),
  ),
  defineEvent('inventory.stock-released', 'No pieces are put aside any more, or will be', Nothing),
  defineEvent(
    'shipping.shipment-created',
    'The parcel is on its way',
    Type.Object({ shipmentId: Uuid }),
  ),
  defineEvent(
    'shipping.shipment-failed',
    'Nobody delivers',
    Type.Object({ detail: Type.String() }),
  ),
  defineEvent(
    'shipping.shipment-cancelled',
    'No parcel is on its way any more, or will be',
    Nothing,
  ),
  defineEvent(
    'orders.cancellation-requested',
    'What was done is to be undone',
    Type.Object({ reason: Type.Enum(['cancelled', 'timed_out']) }),
  ),
  defineEvent('orders.order-confirmed', 'All that the order needs is there', Nothing),
  defineEvent(
    'orders.order-rejected',
    'All is undone, for a reason that lies in the order',
    Type.Object({
      reason: Type.Enum([
        'payment_declined',
        'payment_unavailable',
        'out_of_stock',
        'shipping_failed',
        'timed_out',
      ]),
    }),
  ),
  defineEvent('orders.order-cancelled', 'All is undone, as the customer asked', Nothing),
] as const;

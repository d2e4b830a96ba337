import type { OrderFact } from '../domain/order-fact.ts';
import { evolve, type OrderState } from '../domain/order-state.ts';

export const placed: OrderFact = {
  type: 'orders.order-placed',
  data: {
    userId: '0199f0a0-0000-7000-8000-000000000001',
    items: [
      {
        productId: '0199f0a0-0000-7000-8000-000000000002',
        name: 'Mug',
        quantity: 2,
        price: { amount: 250, currency: 'EUR' },
      },
    ],
    total: { amount: 500, currency: 'EUR' },
    shipTo: {
      name: 'Ada Lovelace',
      line1: '12 St James Square',
      city: 'London',
      postcode: 'SW1Y 4JH',
      country: 'GB',
    },
    placedAt: '2026-01-01T00:00:00.000Z',
  },
};

/** One fact of each type. */
export const facts = {
  'orders.order-placed': placed,
  'payments.payment-reserved': { type: 'payments.payment-reserved', data: {} },
  'payments.payment-declined': {
    type: 'payments.payment-declined',
    data: { reason: 'payment_declined' },
  },
  'payments.payment-released': { type: 'payments.payment-released', data: {} },
  'inventory.stock-reserved': { type: 'inventory.stock-reserved', data: {} },
  'inventory.stock-unavailable': {
    type: 'inventory.stock-unavailable',
    data: { productId: 'mug' },
  },
  'inventory.stock-released': { type: 'inventory.stock-released', data: {} },
  'shipping.shipment-created': {
    type: 'shipping.shipment-created',
    data: { shipmentId: 'parcel' },
  },
  'shipping.shipment-failed': { type: 'shipping.shipment-failed', data: { detail: 'no carrier' } },
  'shipping.shipment-cancelled': { type: 'shipping.shipment-cancelled', data: {} },
  'orders.cancellation-requested': {
    type: 'orders.cancellation-requested',
    data: { reason: 'cancelled' },
  },
  'orders.order-confirmed': { type: 'orders.order-confirmed', data: {} },
  'orders.order-rejected': { type: 'orders.order-rejected', data: { reason: 'out_of_stock' } },
  'orders.order-cancelled': { type: 'orders.order-cancelled', data: {} },
} as const satisfies { [Type in OrderFact['type']]: Extract<OrderFact, { type: Type }> };

export const timedOut: OrderFact = {
  type: 'orders.cancellation-requested',
  data: { reason: 'timed_out' },
};

/** An order to which this has happened since it was placed. */
export function orderAfter(...happened: readonly OrderFact[]): OrderState {
  const order = [placed, ...happened].reduce<OrderState | undefined>(evolve, undefined);
  if (!order) throw new Error('an order that was placed is there');
  return order;
}

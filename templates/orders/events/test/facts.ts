import type { OrderFact } from '../domain/order-fact.ts';
import { evolve, type OrderState } from '../domain/order-state.ts';

export const placed: OrderFact = {
  type: 'order-placed',
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
  'order-placed': placed,
  'payment-reserved': { type: 'payment-reserved', data: {} },
  'payment-declined': { type: 'payment-declined', data: { reason: 'payment_declined' } },
  'payment-released': { type: 'payment-released', data: {} },
  'stock-reserved': { type: 'stock-reserved', data: {} },
  'stock-unavailable': { type: 'stock-unavailable', data: { productId: 'mug' } },
  'stock-released': { type: 'stock-released', data: {} },
  'shipment-created': { type: 'shipment-created', data: { shipmentId: 'parcel' } },
  'shipment-failed': { type: 'shipment-failed', data: { detail: 'no carrier' } },
  'shipment-cancelled': { type: 'shipment-cancelled', data: {} },
  'cancellation-requested': { type: 'cancellation-requested', data: { reason: 'cancelled' } },
  'order-confirmed': { type: 'order-confirmed', data: {} },
  'order-rejected': { type: 'order-rejected', data: { reason: 'out_of_stock' } },
  'order-cancelled': { type: 'order-cancelled', data: {} },
} as const satisfies { [Type in OrderFact['type']]: Extract<OrderFact, { type: Type }> };

export const timedOut: OrderFact = {
  type: 'cancellation-requested',
  data: { reason: 'timed_out' },
};

/** An order to which this has happened since it was placed. */
export function orderAfter(...happened: readonly OrderFact[]): OrderState {
  const order = [placed, ...happened].reduce<OrderState | undefined>(evolve, undefined);
  if (!order) throw new Error('an order that was placed is there');
  return order;
}

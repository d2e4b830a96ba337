import type { orderEvents } from '@app/contracts/order-events';
import type { EventOf } from '@app/events';
import type { OrderFact } from './domain/order-fact.ts';

type OrderEvent = EventOf<(typeof orderEvents)['events'][number]>;

/** What services that take part in an order say of it. */
export type ParticipantEvent = Exclude<OrderEvent, { readonly type: `orders.${string}` }>;

/** What an event of another service says, in the words of the order. */
export function factOf(event: ParticipantEvent): OrderFact {
  switch (event.type) {
    case 'payments.payment-declined':
      return { type: 'payment-declined', data: event.data };
    case 'inventory.stock-unavailable':
      return { type: 'stock-unavailable', data: event.data };
    case 'shipping.shipment-created':
      return { type: 'shipment-created', data: event.data };
    case 'shipping.shipment-failed':
      return { type: 'shipment-failed', data: event.data };
    default:
      return { type: plain[event.type], data: {} };
  }
}

/** Those that say all with their type. */
const plain = {
  'payments.payment-reserved': 'payment-reserved',
  'payments.payment-released': 'payment-released',
  'inventory.stock-reserved': 'stock-reserved',
  'inventory.stock-released': 'stock-released',
  'shipping.shipment-cancelled': 'shipment-cancelled',
} as const;

import type { orderEvents } from '@app/contracts/order-events';
import type { EventOf } from '@app/events';
import type { OrderFact } from './domain/order-fact.ts';

type OrderEvent = EventOf<(typeof orderEvents)['events'][number]>;

/** What services that take part in an order say of it. */
export type ParticipantEvent = Exclude<OrderEvent, { readonly type: `orders.${string}` }>;

/** What an event of another service adds to an order: what orders itself does not know already. */
export function factOf(event: ParticipantEvent): OrderFact {
  if (event.type === 'payments.payment-reserved') return { type: event.type, data: {} };
  const { type, data } = event;
  return { type, data } as OrderFact;
}

import type { CancellationReason, OrderFact } from './order-fact.ts';
import type { OrderState } from './order-state.ts';

/**
 * What follows from what is asked, as facts to add to an order. A decision that has been taken, or that
 * the state of the order no longer allows, adds nothing: whatever asks for it may do so again.
 */
export type Decision = readonly OrderFact[];

/** Notes what another service says, once of each kind, also when it comes too late to matter. */
export function observe(order: OrderState, fact: OrderFact): Decision {
  return order.known.includes(fact.type) ? [] : [fact];
}

/** Nobody takes back what is already being undone, and time runs out for pending orders alone. */
export function requestUndoing(order: OrderState, reason: CancellationReason): Decision {
  const cancellable = reason === 'cancelled' ? ['pending', 'confirmed'] : ['pending'];
  if (order.cause || !cancellable.includes(order.status)) return [];
  return [{ type: 'orders.cancellation-requested', data: { reason } }];
}

/** All that an order needs is there. */
export function confirm(order: OrderState): Decision {
  if (order.cause || order.status !== 'pending') return [];
  return [{ type: 'orders.order-confirmed', data: {} }];
}

/** All that was done for an order is undone: it ends as what caused that says. */
export function conclude({ cause, status }: OrderState): Decision {
  if (!cause || !['pending', 'cancelling'].includes(status)) return [];
  return cause === 'cancelled'
    ? [{ type: 'orders.order-cancelled', data: {} }]
    : [{ type: 'orders.order-rejected', data: { reason: cause } }];
}

import type { Database } from '@app/database';
import { append, change } from '@app/event-store';
import { announce, announcePlaced } from './announce.ts';
import { conclude, confirm, type Decision, observe, requestUndoing } from './domain/decisions.ts';
import type { Order } from './domain/order.ts';
import type { CancellationReason, PlacedOrder } from './domain/order-fact.ts';
import { evolve, type OrderState } from './domain/order-state.ts';
import { orderAggregate, orderStream } from './infrastructure/order-stream.ts';
import { viewOf } from './order-view.ts';
import { factOf, type ParticipantEvent } from './participant-fact.ts';

/** Begins the stream of an order, and tells all who take part. */
export async function openOrder(transaction: Database, order: PlacedOrder): Promise<Order> {
  const { id, paymentToken: _, ...purchase } = order;
  const data = { ...purchase, placedAt: new Date().toISOString() };
  const placed = { type: 'orders.order-placed', data } as const;
  await append(transaction, orderStream, { id, expectedVersion: 0, events: [placed] });
  await announcePlaced(transaction, order);
  return viewOf(id, { ...data, status: 'pending', known: [placed.type] });
}

/**
 * Adds to an order what is decided on it, and tells whom it concerns, in the transaction.
 *
 * @param decide decides anew when another transaction was faster
 * @param causation id of the event that it follows from
 * @returns whether anything was added; nothing is to an order that is not here
 */
export async function changeOrder(
  transaction: Database,
  orderId: string,
  decide: (order: OrderState) => Decision,
  causation?: string,
): Promise<boolean> {
  const { state: order, events } = await change(
    transaction,
    orderAggregate,
    orderId,
    (found) => (found ? decide(found) : []),
    causation === undefined ? {} : { causation },
  );
  if (!order || events.length === 0) return false;
  await announce(transaction, orderId, order, events);
  return true;
}

/** Notes what another service did for an order; harmless when repeated. */
export async function recordFact(transaction: Database, event: ParticipantEvent): Promise<void> {
  const decide = (order: OrderState) => observe(order, factOf(event));
  await changeOrder(transaction, event.subject, decide, event.id);
}

/** @returns false when there is nothing to take back any more, or that has begun */
export function requestCancellation(
  transaction: Database,
  orderId: string,
  reason: CancellationReason,
): Promise<boolean> {
  return changeOrder(transaction, orderId, (order) => requestUndoing(order, reason));
}

/** All that an order needs is there. */
export async function confirmOrder(transaction: Database, orderId: string): Promise<void> {
  await changeOrder(transaction, orderId, confirm);
}

/** All that was done for an order is undone. */
export async function concludeOrder(transaction: Database, orderId: string): Promise<void> {
  await changeOrder(transaction, orderId, conclude);
}

/** An order with a decision carried out. */
export function withDecision(order: OrderState, decision: Decision): OrderState {
  return decision.reduce((before, fact) => evolve(before, fact) ?? before, order);
}

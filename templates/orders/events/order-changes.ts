import type { Database } from '@app/database';
import { append, change } from '@app/event-store';
import { announce, announcePlaced } from './announce.ts';
import { type Decision, requestUndoing } from './domain/decisions.ts';
import type { Order } from './domain/order.ts';
import type { CancellationReason, PlacedOrder } from './domain/order-fact.ts';
import type { OrderState } from './domain/order-state.ts';
import { orderAggregate, orderStream } from './infrastructure/order-stream.ts';
import { viewOf } from './order-view.ts';

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

/** @returns false when there is nothing to take back any more, or that has begun */
export function requestCancellation(
  transaction: Database,
  orderId: string,
  reason: CancellationReason,
): Promise<boolean> {
  return changeOrder(transaction, orderId, (order) => requestUndoing(order, reason));
}

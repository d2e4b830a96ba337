import type { Order } from './domain/order.ts';
import type { OrderState } from './domain/order-state.ts';

/** An order as its customer sees it. */
export function viewOf(id: string, order: OrderState): Order {
  const { status, reason, items, total, shipTo, placedAt } = order;
  return { id, status, ...(reason && { reason }), items, total, shipTo, createdAt: placedAt };
}

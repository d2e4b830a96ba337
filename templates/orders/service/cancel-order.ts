import { type Cancellation, cancelIn } from './cancellation.ts';
import { requireSteps } from './infrastructure/intent-store.ts';
import type { OrderContext } from './place-order.ts';

/**
 * Cancels an order: its status is changed, and the return of stock and money made due, in one
 * transaction; then both are given back, at once or later.
 */
export async function cancelOrder(
  { pool, takeSteps }: OrderContext,
  id: string,
  userId: string,
): Promise<Cancellation> {
  const cancellation = await cancelIn(pool, { id, userId }, (transaction, order) =>
    requireSteps(transaction, order.id, ['refund', 'release']),
  );
  if (cancellation.result === 'cancelled') await takeSteps({ orderId: cancellation.order.id });
  return cancellation;
}

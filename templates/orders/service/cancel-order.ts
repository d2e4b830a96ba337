import { isCancellable, type Order } from './domain/order.ts';
import { requireSteps } from './infrastructure/intent-store.ts';
import { lockOrder, markCancelled } from './infrastructure/order-store.ts';
import type { OrderContext } from './place-order.ts';

export type Cancellation =
  | { readonly result: 'cancelled'; readonly order: Order }
  | { readonly result: 'not-found' }
  | { readonly result: 'too-late' };

/**
 * Cancels an order: its status is changed, and the return of stock and money made due, in one
 * transaction; then both are given back, at once or later. A cancelled order stays as it is, so that
 * the request can be repeated.
 */
export async function cancelOrder(
  { pool, takeSteps }: OrderContext,
  id: string,
  userId: string,
): Promise<Cancellation> {
  const cancellation = await pool.transaction(async (transaction): Promise<Cancellation> => {
    const order = await lockOrder(transaction, { id, userId });
    if (!order) return { result: 'not-found' };
    if (order.status === 'cancelled') return { result: 'cancelled', order };
    if (!isCancellable(order, new Date())) return { result: 'too-late' };
    await markCancelled(transaction, order.id);
    await requireSteps(transaction, order.id, ['refund', 'release']);
    return { result: 'cancelled', order: { ...order, status: 'cancelled' } };
  });
  if (cancellation.result === 'cancelled') await takeSteps({ orderId: cancellation.order.id });
  return cancellation;
}

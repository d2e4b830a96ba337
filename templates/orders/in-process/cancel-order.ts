import { isCancellable, type Order } from './domain/order.ts';
import { lockOrder, markCancelled } from './infrastructure/order-store.ts';
import type { OrderContext } from './place-order.ts';

export type Cancellation =
  | { readonly result: 'cancelled'; readonly order: Order }
  | { readonly result: 'not-found' }
  | { readonly result: 'too-late' };

/**
 * Cancels an order: status, stock and refund in one transaction. A cancelled order stays as it is, so
 * that the request can be repeated.
 */
export async function cancelOrder(
  { pool, products, payments }: OrderContext,
  id: string,
  userId: string,
): Promise<Cancellation> {
  const cancellation = await pool.transaction(async (transaction): Promise<Cancellation> => {
    const order = await lockOrder(transaction, { id, userId });
    if (!order) return { result: 'not-found' };
    if (order.status === 'cancelled') return { result: 'cancelled', order };
    if (!isCancellable(order, new Date())) return { result: 'too-late' };
    await markCancelled(transaction, order.id);
    await payments.refund(transaction, order.id);
    await products.release(transaction, order.items);
    return { result: 'cancelled', order: { ...order, status: 'cancelled' } };
  });
  if (cancellation.result === 'cancelled') await payments.settle(cancellation.order.id);
  return cancellation;
}

import type { Database, Pool } from '@app/database';
import { isCancellable, type Order } from './domain/order.ts';
import { lockOrder, markCancelled } from './infrastructure/order-store.ts';

export type Cancellation =
  | { readonly result: 'cancelled'; readonly order: Order }
  | { readonly result: 'not-found' }
  | { readonly result: 'too-late' };

/**
 * Changes the status of an order in a transaction. A cancelled order stays as it is, so that the
 * request can be repeated.
 *
 * @param giveBack part of the same transaction; not run for an order that was cancelled before
 */
export function cancelIn(
  pool: Pool,
  owned: { readonly id: string; readonly userId: string },
  giveBack: (transaction: Database, order: Order) => Promise<unknown>,
): Promise<Cancellation> {
  return pool.transaction(async (transaction): Promise<Cancellation> => {
    const order = await lockOrder(transaction, owned);
    if (!order) return { result: 'not-found' };
    if (order.status === 'cancelled') return { result: 'cancelled', order };
    if (!isCancellable(order, new Date())) return { result: 'too-late' };
    await markCancelled(transaction, order.id);
    await giveBack(transaction, order);
    return { result: 'cancelled', order: { ...order, status: 'cancelled' } };
  });
}

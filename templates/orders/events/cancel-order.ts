import type { Platform } from '#platform';
import { isCancellable, type Order } from './domain/order.ts';
import { findOrder, type OwnedOrder } from './find-order.ts';

export type Cancellation =
  | { readonly result: 'accepted'; readonly order: Order }
  | { readonly result: 'not-found' }
  | { readonly result: 'rejected' }
  | { readonly result: 'too-late' };

/**
 * Begins to take an order back; that it is taken back, others tell later. One that is being undone
 * already, or is cancelled, stays as it is, so that the request can be repeated.
 */
export async function cancelOrder(
  { store, orderProcess }: Pick<Platform, 'store' | 'orderProcess'>,
  owned: OwnedOrder,
): Promise<Cancellation> {
  const order = await findOrder(store, owned);
  if (!order) return { result: 'not-found' };
  if (order.status === 'rejected') return { result: 'rejected' };
  if (order.status === 'cancelled') return { result: 'accepted', order };
  if (!isCancellable(order, new Date())) return { result: 'too-late' };
  await store.transaction((transaction) => orderProcess.cancel(transaction, owned.id));
  return { result: 'accepted', order: (await findOrder(store, owned)) ?? order };
}

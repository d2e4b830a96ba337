import { type Cancellation, cancelIn } from './cancellation.ts';
import type { OrderContext } from './place-order.ts';

/** Cancels an order: status, stock and refund in one transaction. */
export async function cancelOrder(
  { pool, products, payments }: OrderContext,
  id: string,
  userId: string,
): Promise<Cancellation> {
  const cancellation = await cancelIn(pool, { id, userId }, async (transaction, order) => {
    await payments.refund(transaction, order.id);
    await products.release(transaction, order.items);
  });
  if (cancellation.result === 'cancelled') await payments.settle(cancellation.order.id);
  return cancellation;
}

import type { Database } from '@app/database';
import type { Platform } from '#platform';
import { type BasketItem, mergeItems } from './domain/basket.ts';
import type { Address, Order } from './domain/order.ts';
import { totalOf } from './domain/total.ts';
import { price } from './infrastructure/catalogue-store.ts';
import { openOrder } from './order-changes.ts';

export interface OrderRequest {
  readonly userId: string;
  readonly items: readonly BasketItem[];
  readonly paymentToken: string;
  readonly shipTo: Address;
}

/**
 * Accepts an order, at the prices that products told last. What becomes of it, others decide: whether
 * there is stock, or money, is not asked here.
 *
 * @throws Refused; nothing is written then
 */
export async function placeOrder(
  { orderProcess }: Pick<Platform, 'orderProcess'>,
  transaction: Database,
  id: string,
  { userId, items, paymentToken, shipTo }: OrderRequest,
): Promise<Order> {
  const lines = await price(transaction, mergeItems(items));
  const order = { id, userId, items: lines, total: totalOf(lines), shipTo, paymentToken };
  const placed = await openOrder(transaction, order);
  await orderProcess.begin(transaction, order);
  return placed;
}

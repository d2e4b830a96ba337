import { productEvents } from '@app/contracts/product-events';
import type { Pool } from '@app/database';
import { byTopic, inTransaction } from '@app/messaging';
import { orderReactions, orderTopic } from './order-reactions.ts';
import { stockReactions } from './stock-reactions.ts';

/** What the inventory reads. */
export const topics = [orderTopic, productEvents];

/**
 * Lets each message take effect once, in a transaction of its own: an order locks several products, always
 * in one order. Several orders in one transaction would not.
 */
export function handleMessages(store: Pool) {
  return byTopic({
    [orderTopic.name]: inTransaction(store, 'inventory', orderTopic, orderReactions),
    [productEvents.name]: inTransaction(store, 'inventory', productEvents, stockReactions),
  });
}

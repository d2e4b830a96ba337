import type { Pool } from '@app/database';
import { inTransaction } from '@app/messaging';
import { orderReactions, orderTopic } from './order-reactions.ts';

/** What shipping reads. */
export const topics = [orderTopic];

/** Lets each message take effect once. */
export function handleMessages(store: Pool) {
  return inTransaction(store, 'shipping', orderTopic, orderReactions);
}

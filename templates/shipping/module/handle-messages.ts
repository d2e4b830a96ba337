import type { Pool } from '@app/database';
import { inSharedTransaction } from '@app/messaging';
import { orderReactions, orderTopic } from './order-reactions.ts';

/** What shipping reads. */
export const topics = [orderTopic];

/** Lets each message take effect once. A carrier is not asked here: those that wait share a transaction. */
export function handleMessages(store: Pool) {
  return inSharedTransaction(store, 'shipping', orderTopic, orderReactions);
}

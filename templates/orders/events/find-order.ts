import type { Database } from '@app/database';
import type { Order } from './domain/order.ts';
import { loadOrder } from './infrastructure/order-stream.ts';
import { viewOf } from './order-view.ts';

export interface OwnedOrder {
  readonly id: string;
  readonly userId: string;
}

/**
 * The order of a user, from its facts: who changed it sees the change at once. Nothing for that of
 * another.
 *
 * @param at as it was then, by the time at which facts were recorded; as it is now by default
 */
export async function findOrder(
  database: Database,
  { id, userId }: OwnedOrder,
  at?: Date,
): Promise<Order | undefined> {
  const order = await loadOrder(database, id, at);
  return order?.userId === userId ? viewOf(id, order) : undefined;
}

import { orderEvents } from '@app/contracts/order-events';
import { productEvents } from '@app/contracts/product-events';
import type { Pool } from '@app/database';
import { byTopic, inTransaction } from '@app/messaging';
import { catalogueReactions } from './catalogue-reactions.ts';
import type { OrderProcess } from './order-process.ts';

/** The topics that orders reads. */
export const topics = [orderEvents, productEvents];

/** Lets each event of them take effect once. */
export function handleEvents(store: Pool, { reactions }: Pick<OrderProcess, 'reactions'>) {
  return byTopic({
    [orderEvents.name]: inTransaction(store, 'orders', orderEvents, reactions),
    [productEvents.name]: inTransaction(store, 'catalogue', productEvents, catalogueReactions),
  });
}

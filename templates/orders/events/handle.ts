import { orderEvents } from '@app/contracts/order-events';
import { productEvents } from '@app/contracts/product-events';
import type { Pool } from '@app/database';
import { byTopic, inSharedTransaction } from '@app/messaging';
import { catalogueReactions } from './catalogue-reactions.ts';
import type { OrderProcess } from './order-process.ts';

/** The topics that orders reads. */
export const topics = [orderEvents, productEvents];

/** Lets each event of them take effect once. Each changes one order, or one product in the catalogue. */
export function handleEvents(store: Pool, { reactions }: Pick<OrderProcess, 'reactions'>) {
  const keepCatalogue = inSharedTransaction(store, 'catalogue', productEvents, catalogueReactions);
  return byTopic({
    [orderEvents.name]: inSharedTransaction(store, 'orders', orderEvents, reactions),
    [productEvents.name]: keepCatalogue,
  });
}

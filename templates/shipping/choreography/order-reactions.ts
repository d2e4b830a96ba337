import { orderEvents } from '@app/contracts/order-events';
import type { Database } from '@app/database';
import type { Handlers } from '@app/events';
import { type AwaitedOrder, learnOfOrder } from './infrastructure/awaited-order-store.ts';
import { cancelShipment, createShipment } from './shipment-steps.ts';

export const orderTopic = orderEvents;

/** What shipping does when something happens to an order. */
export const orderReactions: Handlers<typeof orderEvents, Database> = {
  'orders.order-placed': ({ subject, data: { userId, shipTo } }, transaction) =>
    shipOnceKnown(transaction, subject, { consignment: { userId, shipTo } }),
  'inventory.stock-reserved': ({ subject }, transaction) =>
    shipOnceKnown(transaction, subject, { inStock: true }),
  'orders.cancellation-requested': ({ subject }, transaction) =>
    cancelShipment(transaction, subject),
};

/** Ships when both the address and the stock are known, whichever is told first. */
async function shipOnceKnown(
  transaction: Database,
  orderId: string,
  news: Partial<AwaitedOrder>,
): Promise<void> {
  const { consignment, inStock } = await learnOfOrder(transaction, orderId, news);
  if (consignment && inStock) await createShipment(transaction, orderId, consignment);
}

import { orderEvents } from '@app/contracts/order-events';
import type { Database } from '@app/database';
import type { Handlers } from '@app/events';
import { type AwaitedOrder, learnOfOrder } from './infrastructure/awaited-order-store.ts';
import { releaseStock, reserveStock } from './reservation-steps.ts';

export const orderTopic = orderEvents;

/** What the inventory does when something happens to an order. */
export const orderReactions: Handlers<typeof orderEvents, Database> = {
  'orders.order-placed': ({ subject, data }, transaction) =>
    reserveOnceKnown(transaction, subject, { items: data.items }),
  'payments.payment-reserved': ({ subject }, transaction) =>
    reserveOnceKnown(transaction, subject, { paid: true }),
  'shipping.shipment-failed': ({ subject }, transaction) => releaseStock(transaction, subject),
  'shipping.shipment-cancelled': ({ subject }, transaction) => releaseStock(transaction, subject),
};

/** Reserves when both the items and the payment are known, whichever is told first. */
async function reserveOnceKnown(
  transaction: Database,
  orderId: string,
  news: Partial<AwaitedOrder>,
): Promise<void> {
  const { items, paid } = await learnOfOrder(transaction, orderId, news);
  if (items && paid) await reserveStock(transaction, orderId, items);
}

import * as events from '@app/contracts/order-events';
import type { TestApplication } from './application.ts';

/** Has the other services say that all went well: the order is confirmed. */
export async function confirm(app: TestApplication, orderId: string): Promise<void> {
  const total = { amount: 250, currency: 'EUR' };
  await app.say(events.paymentReserved, orderId, { total });
  await app.say(events.stockReserved, orderId, {});
  await app.say(events.shipmentCreated, orderId, { shipmentId: orderId });
}

/** Has the other services say that all was given back: an order that is being cancelled is cancelled. */
export async function giveBack(app: TestApplication, orderId: string): Promise<void> {
  for (const kind of [events.shipmentCancelled, events.stockReleased, events.paymentReleased]) {
    await app.say(kind, orderId, {});
  }
}

/** Has payments say that there is no money: the order is rejected. */
export async function decline(app: TestApplication, orderId: string): Promise<void> {
  await app.say(events.paymentDeclined, orderId, { reason: 'payment_unavailable' });
}

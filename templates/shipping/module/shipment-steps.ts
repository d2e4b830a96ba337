import {
  orderEvents,
  shipmentCancelled,
  shipmentCreated,
  shipmentFailed,
} from '@app/contracts/order-events';
import type { Database } from '@app/database';
import { publish } from '@app/messaging';
import { isServed } from './domain/carrier.ts';
import type { Consignment } from './domain/shipment.ts';
import { markCancelled, type Recorded, recordShipment } from './infrastructure/shipment-store.ts';

/**
 * Creates the shipment of an order, if a carrier goes there, and tells whether. Asked again it tells the
 * same; after a cancellation it creates none, and tells that.
 */
export async function createShipment(
  transaction: Database,
  orderId: string,
  consignment: Consignment,
): Promise<void> {
  const status = isServed(consignment.shipTo) ? 'created' : 'failed';
  const { now } = await recordShipment(transaction, orderId, { ...consignment, status });
  await tell(transaction, orderId, now);
}

/**
 * Cancels the shipment of an order, and tells so. Where there is none, there never will be: one that is
 * still to come finds the cancellation.
 */
export async function cancelShipment(transaction: Database, orderId: string): Promise<void> {
  const { isNew } = await recordShipment(transaction, orderId, { status: 'cancelled' });
  if (!isNew) await markCancelled(transaction, orderId);
  await publish(transaction, orderEvents, shipmentCancelled, { subject: orderId, data: {} });
}

async function tell(
  transaction: Database,
  subject: string,
  { id, status }: Recorded,
): Promise<void> {
  if (status === 'created') {
    const told = { subject, data: { shipmentId: id } };
    return publish(transaction, orderEvents, shipmentCreated, told);
  }
  if (status === 'cancelled') {
    return publish(transaction, orderEvents, shipmentCancelled, { subject, data: {} });
  }
  const data = { detail: 'No carrier goes to this postcode.' };
  await publish(transaction, orderEvents, shipmentFailed, { subject, data });
}

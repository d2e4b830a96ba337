import {
  orderEvents,
  stockReleased,
  stockReserved,
  stockUnavailable,
} from '@app/contracts/order-events';
import type { Database } from '@app/database';
import { publish } from '@app/messaging';
import { type Item, mergeItems } from './domain/item.ts';
import type { Reservation } from './domain/reservation.ts';
import {
  claimReservation,
  markReleased,
  markUnavailable,
} from './infrastructure/reservation-store.ts';
import { lockStock, moveStock } from './infrastructure/stock-store.ts';
import { tellOfStock } from './tell-of-stock.ts';

/**
 * Sets aside what an order wants, all of it or nothing, and tells which. Asked again it tells the same;
 * after a release it sets nothing aside, and tells that.
 */
export async function reserveStock(
  transaction: Database,
  orderId: string,
  wanted: readonly Item[],
): Promise<void> {
  const items = mergeItems(wanted);
  const claim = { status: 'reserved', items } as const;
  const earlier = await claimReservation(transaction, orderId, claim);
  if (earlier) return tell(transaction, orderId, earlier);
  const shortOf = await take(transaction, items);
  if (shortOf === null) return tell(transaction, orderId, { ...claim, shortOf });
  await markUnavailable(transaction, orderId, shortOf);
  await tell(transaction, orderId, { status: 'unavailable', items, shortOf });
}

/**
 * Gives back what is set aside for an order, and tells so. What was not, never will be: a reservation
 * that is still to come finds the release.
 */
export async function releaseStock(transaction: Database, orderId: string): Promise<void> {
  const released = { status: 'released', items: [], shortOf: null } as const;
  const earlier = await claimReservation(transaction, orderId, released);
  if (earlier?.status === 'reserved') await giveBack(transaction, earlier.items);
  if (earlier) await markReleased(transaction, orderId);
  await tell(transaction, orderId, released);
}

/** @returns the first product of which there is not enough, or that nobody has told of; else null */
async function take(transaction: Database, items: readonly Item[]): Promise<string | null> {
  const stock = await lockStock(transaction, idsOf(items));
  const short = items.find(
    ({ productId, quantity }) => (stock.get(productId)?.available ?? 0) < quantity,
  );
  if (short) return short.productId;
  await tellOfStock(transaction, await moveStock(transaction, items, 'reserved'));
  return null;
}

async function giveBack(transaction: Database, items: readonly Item[]): Promise<void> {
  await lockStock(transaction, idsOf(items));
  await tellOfStock(transaction, await moveStock(transaction, items, 'available'));
}

function idsOf(items: readonly Item[]): string[] {
  return items.map(({ productId }) => productId);
}

async function tell(
  transaction: Database,
  subject: string,
  { status, shortOf }: Reservation,
): Promise<void> {
  if (status === 'unavailable' && shortOf !== null) {
    const data = { productId: shortOf };
    return publish(transaction, orderEvents, stockUnavailable, { subject, data });
  }
  const kind = status === 'released' ? stockReleased : stockReserved;
  await publish(transaction, orderEvents, kind, { subject, data: {} });
}

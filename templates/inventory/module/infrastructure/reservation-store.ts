import type { Database } from '@app/database';
import type { Reservation } from '../domain/reservation.ts';

/**
 * Records a reservation, unless the order has one: then that is given, and nobody else changes it until
 * the transaction ends. One that another transaction is about to record is waited for.
 */
export async function claimReservation(
  transaction: Database,
  orderId: string,
  { status, items }: Pick<Reservation, 'status' | 'items'>,
): Promise<Reservation | undefined> {
  const recorded = await transaction.query(
    `INSERT INTO inventory.reservations (order_id, status, items) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING order_id`,
    [orderId, status, JSON.stringify(items)],
  );
  if (recorded.length > 0) return undefined;
  const [earlier] = await transaction.query<Reservation>(
    `SELECT status, items, short_of AS "shortOf" FROM inventory.reservations
     WHERE order_id = $1 FOR UPDATE`,
    [orderId],
  );
  return earlier;
}

export async function markUnavailable(
  transaction: Database,
  orderId: string,
  shortOf: string,
): Promise<void> {
  await transaction.query(
    `UPDATE inventory.reservations SET status = 'unavailable', short_of = $2 WHERE order_id = $1`,
    [orderId, shortOf],
  );
}

export async function markReleased(transaction: Database, orderId: string): Promise<void> {
  await transaction.query(
    `UPDATE inventory.reservations SET status = 'released' WHERE order_id = $1`,
    [orderId],
  );
}

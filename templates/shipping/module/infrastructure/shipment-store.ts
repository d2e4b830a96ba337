import type { Database } from '@app/database';
import type { Address, Consignment, Shipment, ShipmentStatus } from '../domain/shipment.ts';

/** A shipment as it is on record for an order. */
export interface Recorded {
  readonly id: string;
  readonly status: ShipmentStatus;
}

/**
 * Records a shipment, unless the order has one: then that is given, and nobody else changes it until the
 * transaction ends. One that another transaction is about to record is waited for.
 */
export async function recordShipment(
  transaction: Database,
  orderId: string,
  shipment: Partial<Consignment> & { readonly status: ShipmentStatus },
): Promise<{ readonly now: Recorded; readonly isNew: boolean }> {
  const { userId = null, shipTo = null, status } = shipment;
  const [added] = await transaction.query<Recorded>(
    `INSERT INTO shipping.shipments (order_id, user_id, ship_to, status) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING id, status`,
    [orderId, userId, shipTo && JSON.stringify(shipTo), status],
  );
  if (added) return { now: added, isNew: true };
  const rows = await transaction.query<Recorded>(
    'SELECT id, status FROM shipping.shipments WHERE order_id = $1 FOR UPDATE',
    [orderId],
  );
  const [earlier] = rows as [Recorded];
  return { now: earlier, isNew: false };
}

/** Does nothing to a shipment that never left. */
export async function markCancelled(transaction: Database, orderId: string): Promise<void> {
  await transaction.query(
    `UPDATE shipping.shipments SET status = 'cancelled' WHERE order_id = $1 AND status = 'created'`,
    [orderId],
  );
}

/** Shipments of a user, newest first. */
export async function listShipments(
  database: Database,
  page: { userId: string; orderId: string | undefined; before: string | undefined; limit: number },
): Promise<Shipment[]> {
  const rows = await database.query<ShipmentRow>(
    `SELECT id, order_id, status, ship_to, created_at
     FROM shipping.shipments
     WHERE user_id = $1 AND status <> 'failed'
       AND ($2::uuid IS NULL OR order_id = $2)
       AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [page.userId, page.orderId, page.before, page.limit],
  );
  return rows.map(({ id, order_id, status, ship_to, created_at }) => ({
    id,
    orderId: order_id,
    status,
    shipTo: ship_to,
    createdAt: created_at,
  }));
}

interface ShipmentRow {
  id: string;
  order_id: string;
  status: 'created' | 'cancelled';
  ship_to: Address;
  created_at: Date;
}

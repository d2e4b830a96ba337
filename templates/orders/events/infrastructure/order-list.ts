import type { Database } from '@app/database';
import { defineProjection, type View } from '@app/event-store';
import type { Address, Order, OrderLine, OrderStatus, RejectionReason } from '../domain/order.ts';
import { orderStream } from './order-stream.ts';

/** The orders of each user, for lists: kept up to date from what happened to them. */
export const orderList = defineProjection({
  name: 'order-list',
  version: 1,
  tables: ['orders.order_list'],
  streams: [orderStream],
  handlers: {
    'orders.order-placed': async ({ subject, data }, { transaction, build }) => {
      const { userId, items, total, shipTo, placedAt } = data;
      await transaction.query(
        `INSERT INTO orders.order_list
           (build, id, user_id, status, items, total_amount, total_currency, ship_to, placed_at)
         VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8)`,
        [
          build,
          subject,
          userId,
          JSON.stringify(items),
          total.amount,
          total.currency,
          JSON.stringify(shipTo),
          placedAt,
        ],
      );
    },
    'orders.cancellation-requested': ({ subject }, view) => setStatus(view, subject, 'cancelling'),
    'orders.order-confirmed': ({ subject }, view) => setStatus(view, subject, 'confirmed'),
    'orders.order-cancelled': ({ subject }, view) => setStatus(view, subject, 'cancelled'),
    'orders.order-rejected': ({ subject, data }, view) =>
      setStatus(view, subject, 'rejected', data.reason),
  },
});

async function setStatus(
  { transaction, build }: View,
  id: string,
  status: OrderStatus,
  reason?: RejectionReason,
): Promise<void> {
  await transaction.query(
    'UPDATE orders.order_list SET status = $3, reason = $4 WHERE build = $1 AND id = $2',
    [build, id, status, reason],
  );
}

/**
 * Orders of a user, newest first, as far as the projection has come.
 *
 * @param page.before id of the last order of the page before
 */
export async function listOrders(
  database: Database,
  page: { userId: string; before: string | undefined; limit: number },
): Promise<Order[]> {
  const rows = await database.query<OrderRow>(
    `SELECT id, status, reason, items, total_amount, total_currency, ship_to, placed_at
     FROM orders.order_list
     WHERE build = event_store.live_build('order-list')
       AND user_id = $1 AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [page.userId, page.before, page.limit],
  );
  return rows.map(toOrder);
}

interface OrderRow {
  id: string;
  status: OrderStatus;
  reason: RejectionReason | null;
  items: OrderLine[];
  total_amount: number;
  total_currency: string;
  ship_to: Address;
  placed_at: Date;
}

function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    status: row.status,
    ...(row.reason && { reason: row.reason }),
    items: row.items,
    total: { amount: row.total_amount, currency: row.total_currency },
    shipTo: row.ship_to,
    createdAt: row.placed_at.toISOString(),
  };
}

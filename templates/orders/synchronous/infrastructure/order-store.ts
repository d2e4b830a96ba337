import type { Database } from '@app/database';
import type { Address, Order, OrderLine, OrderStatus } from '../domain/order.ts';

export interface NewOrder {
  readonly id: string;
  readonly userId: string;
  readonly items: readonly OrderLine[];
  readonly total: Order['total'];
  readonly shipTo: Address;
}

export async function insertOrder(
  transaction: Database,
  { id, userId, items, total, shipTo }: NewOrder,
): Promise<Order> {
  const rows = await transaction.query<OrderRow>(
    `INSERT INTO orders.orders (id, user_id, items, total_amount, total_currency, ship_to)
     VALUES ($1, $2, $3, $4, $5, $6)
     RETURNING ${columns}`,
    [id, userId, JSON.stringify(items), total.amount, total.currency, JSON.stringify(shipTo)],
  );
  const [order] = rows.map(toOrder) as [Order];
  return order;
}

/** The order of a user; nothing for that of another. */
export async function findOrder(
  database: Database,
  { id, userId }: { id: string; userId: string },
): Promise<Order | undefined> {
  const rows = await database.query<OrderRow>(
    `SELECT ${columns} FROM orders.orders WHERE id = $1 AND user_id = $2`,
    [id, userId],
  );
  return rows.map(toOrder)[0];
}

/** As findOrder, and keeps others from changing the order until the transaction ends. */
export async function lockOrder(
  transaction: Database,
  { id, userId }: { id: string; userId: string },
): Promise<Order | undefined> {
  const rows = await transaction.query<OrderRow>(
    `SELECT ${columns} FROM orders.orders WHERE id = $1 AND user_id = $2 FOR UPDATE`,
    [id, userId],
  );
  return rows.map(toOrder)[0];
}

export async function markCancelled(transaction: Database, id: string): Promise<void> {
  await transaction.query("UPDATE orders.orders SET status = 'cancelled' WHERE id = $1", [id]);
}

/**
 * Orders of a user, newest first.
 *
 * @param page.before id of the last order of the page before
 */
export async function listOrders(
  database: Database,
  page: { userId: string; before: string | undefined; limit: number },
): Promise<Order[]> {
  const rows = await database.query<OrderRow>(
    `SELECT ${columns} FROM orders.orders
     WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [page.userId, page.before, page.limit],
  );
  return rows.map(toOrder);
}

const columns = 'id, status, items, total_amount, total_currency, ship_to, created_at';

interface OrderRow {
  id: string;
  status: OrderStatus;
  items: OrderLine[];
  total_amount: number;
  total_currency: string;
  ship_to: Address;
  created_at: Date;
}

function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    status: row.status,
    items: row.items,
    total: { amount: row.total_amount, currency: row.total_currency },
    shipTo: row.ship_to,
    createdAt: row.created_at.toISOString(),
  };
}

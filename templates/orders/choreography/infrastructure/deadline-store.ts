import type { Database } from '@app/database';

/** Says when an order is given up, from now in milliseconds. */
export async function setDeadline(
  transaction: Database,
  orderId: string,
  afterMs: number,
): Promise<void> {
  await transaction.query(
    `INSERT INTO orders.deadlines (order_id, due_at)
     VALUES ($1, now() + $2 * interval '1 millisecond')`,
    [orderId, afterMs],
  );
}

/** Takes one deadline that has passed; another instance takes another. Undefined when there is none. */
export async function takeDue(transaction: Database): Promise<string | undefined> {
  const [due] = await transaction.query<{ orderId: string }>(
    `DELETE FROM orders.deadlines WHERE order_id = (
       SELECT order_id FROM orders.deadlines
       WHERE due_at <= now() ORDER BY due_at LIMIT 1
       FOR UPDATE SKIP LOCKED
     ) RETURNING order_id AS "orderId"`,
  );
  return due?.orderId;
}

/** Postpones deadlines that passed more than `lateMs` ago by `byMs` from now, both in milliseconds. */
export async function postponeMissed(
  database: Database,
  lateMs: number,
  byMs: number,
): Promise<void> {
  await database.query(
    `UPDATE orders.deadlines SET due_at = now() + $2 * interval '1 millisecond'
     WHERE due_at < now() - $1 * interval '1 millisecond'`,
    [lateMs, byMs],
  );
}

import type { Database } from '@app/database';
import type { Money, Payment, PaymentStatus } from '../domain/payment.ts';

/**
 * Records an attempt to pay before the provider is asked; an order has one payment, whose record a
 * repeated attempt finds.
 *
 * @param giveUpAfterMs when settlement may give the money back, unless the payment is confirmed; never
 *   when left out
 */
export async function openPayment(
  database: Database,
  { orderId, userId, total }: { orderId: string; userId: string; total: Money },
  giveUpAfterMs?: number,
): Promise<Pick<Payment, 'id' | 'status'>> {
  const rows = await database.query<Pick<Payment, 'id' | 'status'>>(
    `INSERT INTO payments.payments (order_id, user_id, amount, currency, status, settle_at)
     VALUES ($1, $2, $3, $4, 'authorising', now() + $5 * interval '1 millisecond')
     ON CONFLICT (order_id) DO UPDATE SET order_id = EXCLUDED.order_id
     RETURNING id, status`,
    [orderId, userId, total.amount, total.currency, giveUpAfterMs],
  );
  const [payment] = rows as [Pick<Payment, 'id' | 'status'>];
  return payment;
}

export async function markDeclined(database: Database, orderId: string): Promise<void> {
  await database.query(
    `UPDATE payments.payments SET status = 'declined', settle_at = NULL
     WHERE order_id = $1 AND status = 'authorising'`,
    [orderId],
  );
}

/** Makes the capture due, and says whether the money is still held. */
export async function confirmPayment(transaction: Database, orderId: string): Promise<boolean> {
  const confirmed = await transaction.query(
    `UPDATE payments.payments SET status = 'authorised', settle_at = now()
     WHERE order_id = $1 AND status = 'authorising'
     RETURNING id`,
    [orderId],
  );
  return confirmed.length > 0;
}

/** Makes it due to give the money back, unless an order was committed on it. */
export async function abandonPayment(database: Database, orderId: string): Promise<void> {
  await database.query(
    `UPDATE payments.payments SET status = 'voiding', settle_at = now()
     WHERE order_id = $1 AND status = 'authorising'`,
    [orderId],
  );
}

/** Makes the refund due, whether the money is captured yet or not. */
export async function refundPayment(transaction: Database, orderId: string): Promise<void> {
  await transaction.query(
    `UPDATE payments.payments SET status = 'refunding', settle_at = now()
     WHERE order_id = $1 AND status IN ('authorised', 'captured')`,
    [orderId],
  );
}

/** Payments of a user, newest first. */
export async function listPayments(
  database: Database,
  page: { userId: string; orderId: string | undefined; before: string | undefined; limit: number },
): Promise<Payment[]> {
  const rows = await database.query<PaymentRow>(
    `SELECT id, order_id, amount, currency, status, created_at
     FROM payments.payments
     WHERE user_id = $1
       AND ($2::uuid IS NULL OR order_id = $2)
       AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [page.userId, page.orderId, page.before, page.limit],
  );
  return rows.map(toPayment);
}

interface PaymentRow {
  id: string;
  order_id: string;
  amount: number;
  currency: string;
  status: PaymentStatus;
  created_at: Date;
}

function toPayment({ id, order_id, amount, currency, status, created_at }: PaymentRow): Payment {
  return { id, orderId: order_id, total: { amount, currency }, status, createdAt: created_at };
}

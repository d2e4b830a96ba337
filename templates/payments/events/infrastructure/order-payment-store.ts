import type { Database } from '@app/database';
import type { Money, PaymentStatus } from '../domain/payment.ts';

/** A payment as it stands. */
interface LockedPayment {
  readonly status: PaymentStatus;
  readonly total: Money;
}

/** The payment of an order, which nobody else changes until the transaction ends. */
export async function lockPayment(transaction: Database, orderId: string): Promise<LockedPayment> {
  const rows = await transaction.query<{ status: PaymentStatus; amount: number; currency: string }>(
    'SELECT status, amount, currency FROM payments.payments WHERE order_id = $1 FOR UPDATE',
    [orderId],
  );
  const [payment] = rows;
  if (!payment) throw new Error(`order ${orderId} has no payment`);
  const { status, amount, currency } = payment;
  return { status, total: { amount, currency } };
}

/**
 * Makes it due to give back what is held or taken for an order, and keeps a payment that is still to
 * come from holding any.
 */
export async function releasePayment(transaction: Database, orderId: string): Promise<void> {
  await transaction.query(
    `INSERT INTO payments.payments AS payment (order_id, status) VALUES ($1, 'voided')
     ON CONFLICT (order_id) DO UPDATE SET
       status = CASE payment.status WHEN 'authorising' THEN 'voiding' ELSE 'refunding' END,
       settle_at = now()
     WHERE payment.status IN ('authorising', 'authorised', 'captured')`,
    [orderId],
  );
}

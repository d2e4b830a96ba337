import type { Database } from '@app/database';
import type { Payment, PaymentStatus } from '../domain/payment.ts';

export interface DuePayment extends Pick<Payment, 'id' | 'status'> {
  /** Time of the database, as text: a Date would lose its microseconds. */
  readonly claimedAt: string;
}

interface Claim {
  /** All orders when undefined. */
  readonly orderId: string | undefined;
  /** A time of the database, of an earlier claim; now when undefined. */
  readonly dueAt: string | undefined;
  readonly retryAfterMs: number;
  readonly limit: number;
}

/**
 * Takes payments that are due and puts them off for a while, so that other instances leave them
 * alone; no lock is held while the provider is asked. An authorisation that was not confirmed in time
 * is given up in the same statement, so that it can no longer be confirmed.
 */
export async function claimDue(
  database: Database,
  { orderId, dueAt, retryAfterMs, limit }: Claim,
): Promise<DuePayment[]> {
  return database.query<DuePayment>(
    `UPDATE payments.payments
     SET settle_at = now() + $2 * interval '1 millisecond',
         status = CASE status WHEN 'authorising' THEN 'voiding' ELSE status END
     WHERE id IN (
       SELECT id FROM payments.payments
       WHERE settle_at <= COALESCE($4::timestamptz, now()) AND ($1::uuid IS NULL OR order_id = $1)
       ORDER BY settle_at LIMIT $3
       FOR UPDATE SKIP LOCKED
     )
     RETURNING id, status, now()::text AS "claimedAt"`,
    [orderId, retryAfterMs, limit, dueAt],
  );
}

/** Records that a step is done, unless the payment has moved on meanwhile. */
export async function completeStep(
  database: Database,
  id: string,
  { from, to }: { from: PaymentStatus; to: PaymentStatus },
): Promise<void> {
  await database.query(
    `UPDATE payments.payments SET status = $3, settle_at = NULL
     WHERE id = $1 AND status = $2`,
    [id, from, to],
  );
}

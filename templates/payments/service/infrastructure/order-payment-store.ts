import type { Database } from '@app/database';
import type { Payment } from '../domain/payment.ts';
import { abandonPayment, confirmPayment, refundPayment } from './payment-store.ts';

export async function findPayment(
  database: Database,
  orderId: string,
): Promise<Pick<Payment, 'id' | 'status'> | undefined> {
  const [payment] = await database.query<Pick<Payment, 'id' | 'status'>>(
    'SELECT id, status FROM payments.payments WHERE order_id = $1',
    [orderId],
  );
  return payment;
}

/** Makes it due to give up what is held, and keeps a payment that is still to come from holding any. */
export async function voidPayment(transaction: Database, orderId: string): Promise<void> {
  await transaction.query(
    `INSERT INTO payments.payments (order_id, status) VALUES ($1, 'voided')
     ON CONFLICT (order_id) DO NOTHING`,
    [orderId],
  );
  await abandonPayment(transaction, orderId);
}

/** Makes the refund due, also when it overtook the capture. */
export async function refundInAnyOrder(transaction: Database, orderId: string): Promise<void> {
  await confirmPayment(transaction, orderId);
  await refundPayment(transaction, orderId);
}

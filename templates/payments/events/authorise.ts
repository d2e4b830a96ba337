import type { Pool } from '@app/database';
import type { PaymentProvider } from './domain/payment-provider.ts';
import { type Authorisation, holdMoney, type PaymentRequest } from './hold-money.ts';
import { markDeclined, openPayment } from './infrastructure/payment-store.ts';

interface Context {
  readonly pool: Pool;
  readonly provider: PaymentProvider;
  readonly paymentTimeoutMs: number;
}

/**
 * Asks the provider to hold the money for an order, outside any transaction: it may take its time. The
 * attempt is recorded before, and the provider knows it by its id, so that it may be repeated after a
 * crash at any point.
 *
 * @returns decided when there was nothing to ask, or what was asked for is given up meanwhile
 */
export async function authorise(
  context: Context,
  request: PaymentRequest,
): Promise<Authorisation | 'decided'> {
  const { pool } = context;
  const { id, status } = await openPayment(pool, request);
  if (status !== 'authorising') return 'decided';
  try {
    const answer = await holdMoney(context, id, request);
    if (answer === 'declined') await markDeclined(pool, request.orderId);
    return answer;
  } catch (error) {
    // The provider refuses what was given up; all else is a fault.
    const now = await openPayment(pool, request);
    if (now.status === 'authorising') throw error;
    return 'decided';
  }
}

import type { Pool } from '@app/database';
import type { PaymentStatus } from './domain/payment.ts';
import type { PaymentProvider } from './domain/payment-provider.ts';
import { type Authorisation, holdMoney, type PaymentRequest } from './hold-money.ts';
import { findPayment } from './infrastructure/order-payment-store.ts';
import { markDeclined, openPayment } from './infrastructure/payment-store.ts';

interface Context {
  readonly pool: Pool;
  readonly provider: PaymentProvider;
  readonly paymentTimeoutMs: number;
}

/** States in which the provider has answered, or must not be asked any more. */
const answers: Partial<Record<PaymentStatus, Authorisation | 'given-back'>> = {
  declined: 'declined',
  authorised: 'authorised',
  captured: 'authorised',
  voiding: 'given-back',
  voided: 'given-back',
  refunding: 'given-back',
  refunded: 'given-back',
};

/**
 * Holds the money for an order until orders says what becomes of it: whether the order came to be is
 * known there alone. May be repeated.
 *
 * @returns given-back when orders has given the money up, before this request or during it
 */
export async function authorise(
  context: Context,
  request: PaymentRequest,
): Promise<Authorisation | 'given-back'> {
  const { pool } = context;
  const { id, status } = await openPayment(pool, request);
  const known = answers[status];
  if (known) return known;
  const answer = await holdMoney(context, id, request).catch((error: unknown) => error as Error);
  if (answer === 'declined') await markDeclined(pool, request.orderId);
  const now = await findPayment(pool, request.orderId);
  const overtaken = now && answers[now.status];
  if (overtaken) return overtaken;
  if (answer instanceof Error) throw answer;
  return answer;
}

import type { Pool } from '@app/database';
import type { PaymentProvider } from './domain/payment-provider.ts';
import { type Authorisation, holdMoney, type PaymentRequest } from './hold-money.ts';
import { abandonPayment, markDeclined, openPayment } from './infrastructure/payment-store.ts';

interface Context {
  readonly pool: Pool;
  readonly provider: PaymentProvider;
  readonly paymentTimeoutMs: number;
}

/** How long an order may take to be committed after its payment was authorised, in milliseconds. */
const commitAllowanceMs = 30_000;

/**
 * Holds the money for an order. The attempt is recorded before the provider is asked, so that a crash
 * at any point leaves a trace from which settlement gives the money back.
 */
export async function authorise(context: Context, request: PaymentRequest): Promise<Authorisation> {
  const { pool, paymentTimeoutMs } = context;
  const giveUpAfterMs = paymentTimeoutMs + commitAllowanceMs;
  const payment = await openPayment(pool, request, giveUpAfterMs);
  const answer = await holdMoney(context, payment.id, request).catch(async (error: unknown) => {
    await abandonPayment(pool, request.orderId);
    throw error;
  });
  if (answer === 'declined') await markDeclined(pool, request.orderId);
  if (answer === 'unavailable') await abandonPayment(pool, request.orderId);
  return answer;
}

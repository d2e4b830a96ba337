import type { Pool } from '@app/database';
import type { Money } from './domain/payment.ts';
import { type PaymentProvider, ProviderUnavailable } from './domain/payment-provider.ts';
import { abandonPayment, insertPayment, markDeclined } from './infrastructure/payment-store.ts';
import { retryUnavailable } from './infrastructure/retry.ts';

export interface PaymentRequest {
  readonly orderId: string;
  readonly userId: string;
  readonly paymentToken: string;
  readonly total: Money;
}

export type Authorisation = 'authorised' | 'declined' | 'unavailable';

interface Context {
  readonly pool: Pool;
  readonly provider: PaymentProvider;
  readonly paymentTimeoutMs: number;
}

/** How long an order may take to be committed after its payment was authorised, in milliseconds. */
const commitAllowanceMs = 30_000;

/**
 * Asks the provider to hold the money for an order, retrying within the timeout. The attempt is
 * recorded before the provider is asked, so that a crash at any point leaves a trace from which
 * settlement gives the money back.
 */
export async function authorise(context: Context, request: PaymentRequest): Promise<Authorisation> {
  const { pool, provider, paymentTimeoutMs } = context;
  const giveUpAfterMs = paymentTimeoutMs + commitAllowanceMs;
  const payment = await insertPayment(pool, request, giveUpAfterMs);
  const signal = AbortSignal.timeout(paymentTimeoutMs);
  const charge = { reference: payment, token: request.paymentToken, total: request.total };
  try {
    const answer = await retryUnavailable(() => provider.authorise(charge, signal), signal);
    if (answer === 'declined') await markDeclined(pool, request.orderId);
    return answer;
  } catch (error) {
    await abandonPayment(pool, request.orderId);
    if (error instanceof ProviderUnavailable || signal.aborted) return 'unavailable';
    throw error;
  }
}

import type { Money } from './domain/payment.ts';
import { type PaymentProvider, ProviderUnavailable } from './domain/payment-provider.ts';
import { retryUnavailable } from './infrastructure/retry.ts';

export interface PaymentRequest {
  readonly orderId: string;
  readonly userId: string;
  readonly paymentToken: string;
  readonly total: Money;
}

export type Authorisation = 'authorised' | 'declined' | 'unavailable';

interface Context {
  readonly provider: PaymentProvider;
  readonly paymentTimeoutMs: number;
}

/**
 * Asks the provider to hold the money for a payment, retrying within the timeout.
 *
 * @returns unavailable when nobody knows whether the provider holds the money
 */
export async function holdMoney(
  { provider, paymentTimeoutMs }: Context,
  payment: string,
  { paymentToken, total }: PaymentRequest,
): Promise<Authorisation> {
  const signal = AbortSignal.timeout(paymentTimeoutMs);
  const charge = { reference: payment, token: paymentToken, total };
  try {
    return await retryUnavailable(() => provider.authorise(charge, signal), signal);
  } catch (error) {
    if (error instanceof ProviderUnavailable || signal.aborted) return 'unavailable';
    throw error;
  }
}

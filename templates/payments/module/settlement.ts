import type { Pool } from '@app/database';
import type { Log } from '#platform';
import { dueStep } from './domain/payment.ts';
import type { PaymentProvider } from './domain/payment-provider.ts';
import { claimDue, completeStep, type DuePayment } from './infrastructure/settlement-store.ts';

interface Context {
  readonly pool: Pool;
  readonly provider: PaymentProvider;
  readonly paymentTimeoutMs: number;
  readonly log: Log;
}

/** How many payments are settled at once. */
const batchSize = 20;

/** Carries out what is due: for one order, or for all when none is named. Never rejects. */
export type Settle = (orderId?: string) => Promise<void>;

/**
 * Brings the provider in line with what was committed here: captures, refunds, and gives back what
 * was held for orders that never came to be. Each step is claimed for a while before it is tried and
 * is idempotent at the provider, so that it may run in every instance, and again after a crash.
 */
export function createSettlement({ pool, provider, paymentTimeoutMs, log }: Context): Settle {
  const retryAfterMs = 2 * paymentTimeoutMs;

  async function settleOne({ id, status }: DuePayment): Promise<void> {
    const step = dueStep(status);
    if (!step) return;
    try {
      await provider[step.action](id, AbortSignal.timeout(paymentTimeoutMs));
      await completeStep(pool, id, { from: status, to: step.to });
    } catch (error) {
      log.error({ err: error, paymentId: id, status }, 'a payment is not settled yet');
    }
  }

  return async (orderId) => {
    try {
      let due: DuePayment[];
      do {
        due = await claimDue(pool, { orderId, retryAfterMs, limit: batchSize });
        await Promise.all(due.map(settleOne));
      } while (due.length === batchSize);
    } catch (error) {
      log.error({ err: error }, 'cannot read the payments to settle');
    }
  };
}

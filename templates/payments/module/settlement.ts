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

/**
 * Carries out what is due when it is called, and not what falls due meanwhile: a silent provider would
 * keep that coming for ever. Never rejects.
 */
export type Settle = (pass?: Pass) => Promise<void>;

export interface Pass {
  /** The order to settle; all of them when left out. */
  readonly orderId?: string;
  /** Ends the pass early, once the payments that it has claimed are through. */
  readonly signal?: AbortSignal;
}

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

  return async ({ orderId, signal } = {}) => {
    try {
      let due: DuePayment[];
      let passBegan: string | undefined;
      do {
        due = await claimDue(pool, { orderId, dueAt: passBegan, retryAfterMs, limit: batchSize });
        passBegan ??= due[0]?.claimedAt;
        await Promise.all(due.map(settleOne));
      } while (due.length === batchSize && !signal?.aborted);
    } catch (error) {
      log.error({ err: error }, 'cannot read the payments to settle');
    }
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderUnavailable } from '../domain/payment-provider.ts';

const attempts = 4;
const firstPauseMs = 50;

/**
 * Repeats an idempotent call while the provider is unavailable, with exponential pauses and full
 * jitter, until the signal aborts.
 *
 * Source: AWS Builders' Library, "Timeouts, retries, and backoff with jitter".
 *
 * @throws what the last attempt threw, or the reason of the signal
 */
export async function retryUnavailable<Result>(
  call: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ProviderUnavailable) || attempt === attempts) throw error;
      await sleep(Math.random() * firstPauseMs * 2 ** attempt, undefined, { signal });
    }
  }
}

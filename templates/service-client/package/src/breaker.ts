import CircuitBreaker from 'opossum';
import { CalleeUnavailable } from './callee-unavailable.ts';
import type { BreakerPolicy } from './policy.ts';

export type BreakerState = 'closed' | 'half-open' | 'open';

export const breakerStates: readonly BreakerState[] = ['closed', 'half-open', 'open'];

/**
 * Stops calling a callee that mostly fails, and tries it with one call after a while
 * (https://martinfowler.com/bliki/CircuitBreaker.html).
 */
export class Breaker {
  readonly #circuit: CircuitBreaker<[() => Promise<unknown>], unknown>;
  readonly #callee: string;

  /** @param changed told the new state */
  constructor(callee: string, policy: BreakerPolicy, changed: (state: BreakerState) => void) {
    this.#callee = callee;
    this.#circuit = new CircuitBreaker((call: () => Promise<unknown>) => call(), {
      // Each attempt has a timeout of its own, which also cancels it.
      timeout: false,
      errorThresholdPercentage: policy.failurePercentage,
      volumeThreshold: policy.minimumAttempts,
      rollingCountTimeout: policy.windowMs,
      resetTimeout: policy.resetMs,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      errorFilter: (error) => !(error instanceof CalleeUnavailable && error.isFault),
    });
    this.#circuit.on('open', () => changed('open'));
    this.#circuit.on('halfOpen', () => changed('half-open'));
    this.#circuit.on('close', () => changed('closed'));
  }

  get state(): BreakerState {
    if (this.#circuit.opened) return 'open';
    return this.#circuit.halfOpen ? 'half-open' : 'closed';
  }

  /** @throws CalleeUnavailable without a call while it is open, and what the call throws */
  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return (await this.#circuit.fire(call)) as Result;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EOPENBREAKER') throw error;
      throw new CalleeUnavailable(this.#callee, 'open');
    }
  }

  /** Counts one more failure, beside the one that ends a call. */
  count(failure: CalleeUnavailable): void {
    void this.#circuit.fire(() => Promise.reject(failure)).catch(() => undefined);
  }

  close(): void {
    this.#circuit.shutdown();
  }
}

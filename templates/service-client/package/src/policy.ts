/** How patient a caller is with one callee. */
export interface Policy {
  /** Time for one attempt, in milliseconds. */
  readonly attemptTimeoutMs: number;
  /** Time for a call with all its attempts, in milliseconds, where nothing around it sets less. */
  readonly budgetMs: number;
  /** Attempts of a repeatable call. */
  readonly attempts: number;
  /** The longest wait before the second attempt, in milliseconds; it doubles with each further one. */
  readonly retryMs: number;
  /** Calls in flight at once. */
  readonly concurrency: number;
  readonly breaker: BreakerPolicy;
}

/** When the breaker opens: at more than this share of failures, if there were so many attempts at all. */
export interface BreakerPolicy {
  readonly failurePercentage: number;
  readonly minimumAttempts: number;
  /** Over how long both are counted, in milliseconds: longer than so many timeouts in a row. */
  readonly windowMs: number;
  /** How long it stays open before one call may try, in milliseconds. */
  readonly resetMs: number;
}

export const defaultPolicy: Policy = {
  attemptTimeoutMs: 3_000,
  budgetMs: 10_000,
  attempts: 3,
  retryMs: 100,
  concurrency: 64,
  breaker: { failurePercentage: 50, minimumAttempts: 5, windowMs: 20_000, resetMs: 30_000 },
};

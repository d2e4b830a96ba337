/** What each call adds to the budget: one retry for every ten calls. */
const share = 0.1;

/** The most retries that can be saved up. */
const saved = 10;

/**
 * Bounds retries to a share of the calls, so that they do not multiply the load on a callee that is
 * unwell (https://sre.google/sre-book/handling-overload/).
 */
export class RetryBudget {
  #tokens = saved;

  /** To be told of each call, but not of its retries. */
  earn(): void {
    this.#tokens = Math.min(saved, this.#tokens + share);
  }

  /** Says whether a retry is affordable, and takes it. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}

/**
 * How long to wait before a retry, in milliseconds: anything up to a bound that doubles each time, so
 * that those who failed together do not return together
 * (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
 */
export function fullJitter(attempt: number, firstMs: number): number {
  return Math.random() * firstMs * 2 ** (attempt - 1);
}

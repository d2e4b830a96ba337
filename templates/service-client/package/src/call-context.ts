import { AsyncLocalStorage } from 'node:async_hooks';

/** What a call inherits from the request that it is made for. */
interface CallContext {
  /** When nobody waits any more, on the clock of `performance.now`. */
  readonly deadline: number;
  /** Sent along, so that the logs of all services name one request. */
  readonly requestId: string | undefined;
}

const contexts = new AsyncLocalStorage<CallContext>();

/**
 * Runs work for which so much time is left: calls within it end by then, and tell their callee how
 * long it has. A budget inside another takes its place: for what must be done although the caller may
 * have gone.
 *
 * @param requestId by default that of the work around it
 */
export function withBudget<Result>(
  milliseconds: number,
  work: () => Result,
  requestId = contexts.getStore()?.requestId,
): Result {
  return contexts.run({ deadline: performance.now() + milliseconds, requestId }, work);
}

/** Milliseconds until nobody waits any more. */
export function remainingBudget(byDefault: number): number {
  const context = contexts.getStore();
  return context ? context.deadline - performance.now() : byDefault;
}

/** The request that the work is done for; undefined outside of any. */
export function currentRequestId(): string | undefined {
  return contexts.getStore()?.requestId;
}

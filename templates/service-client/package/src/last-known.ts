import type { Cache, Remembered } from '@app/cache';
import { CalleeUnavailable } from './callee-unavailable.ts';

export interface LastKnown {
  /** Where what is known is kept. */
  readonly cache: Cache;
  readonly key: string;
  /** For how long it may stand in for a callee that is away, in seconds. */
  readonly keepSeconds: number;
}

/**
 * Asks a callee, and answers with what it said last while it is away; the answer says which of the two
 * it is.
 *
 * @throws CalleeUnavailable when it is away and nothing is known
 */
export async function lastKnown<Value>(
  { cache, key, keepSeconds }: LastKnown,
  ask: () => Promise<Value>,
): Promise<Remembered<Value>> {
  return cache.remember(key, ask, {
    freshSeconds: 0,
    staleSeconds: keepSeconds,
    staleOn: (error) => error instanceof CalleeUnavailable,
  });
}

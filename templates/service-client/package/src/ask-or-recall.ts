import { CalleeUnavailable } from './callee-unavailable.ts';

/** An answer, and whether it was given now or kept from before. */
export interface Answered<Value> {
  readonly value: Value;
  readonly source: 'callee' | 'cache';
}

/**
 * Asks a callee, and takes what is known from before while it is away; the answer says which of the two
 * it is.
 *
 * @param recall undefined when nothing is known
 * @throws CalleeUnavailable when it is away and nothing is known; whatever else `ask` throws
 */
export async function askOrRecall<Value>(
  ask: () => Promise<Value>,
  recall: () => Promise<Value | undefined>,
): Promise<Answered<Value>> {
  try {
    return { value: await ask(), source: 'callee' };
  } catch (error) {
    const known = error instanceof CalleeUnavailable ? await recall() : undefined;
    if (known === undefined) throw error;
    return { value: known, source: 'cache' };
  }
}

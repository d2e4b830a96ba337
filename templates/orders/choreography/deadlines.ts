import type { Log } from '@app/chassis';
import type { Pool } from '@app/database';
import { postponeMissed, takeDue } from './infrastructure/deadline-store.ts';
import { requestCancellation } from './order-changes.ts';

/**
 * A deadline that passed so long ago, in milliseconds, was missed: nobody looked when it passed, and so
 * nobody heard what came of the order either.
 */
const missedMs = 30_000;

/** Time to hear it in, in milliseconds. */
const catchUpMs = 30_000;

/** Gives up orders whose time has run out. What fails is done in a later pass. */
export async function giveUpOverdue(
  { store, log }: { readonly store: Pool; readonly log: Log },
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  try {
    await postponeMissed(store, missedMs, catchUpMs);
    while (!signal.aborted && (await giveUpOne(store))) {}
  } catch (error) {
    log.warn({ err: error }, 'orders whose time has run out are given up later');
  }
}

/** An order that has gone on in time is left as it is. */
function giveUpOne(store: Pool): Promise<boolean> {
  return store.transaction(async (transaction) => {
    const orderId = await takeDue(transaction);
    if (orderId) await requestCancellation(transaction, orderId, 'timed_out');
    return orderId !== undefined;
  });
}

import { setTimeout as wait } from 'node:timers/promises';
import { isAway, Unprocessable } from '@app/messages';
import type { DeadLetter, Log, SubscriptionOptions } from '../event-log.ts';
import { originOf } from '../redrive.ts';
import type { LogRecord } from './membership.ts';
import type { Slots } from './slots.ts';

/** What became of a record: handled, given up, or neither, since the consumer was told to end. */
export type Outcome = 'handled' | 'interrupted' | DeadLetter;

/** The longest pause before another attempt, in milliseconds; the shorter where it will help soon. */
const longestPauseMs = { failed: 30_000, away: 5_000 };

/**
 * Hands a record to the handler until it succeeds, is not worth another attempt, or `ending` aborts. What
 * fails since something is away that the handler needs is no attempt: it waits until that is back.
 */
export async function deliver(
  { message, ...place }: LogRecord,
  { handle, attempts, backoffMs }: Pick<SubscriptionOptions, 'handle' | 'attempts' | 'backoffMs'>,
  { slots, log }: { readonly slots: Slots; readonly log: Log },
  ending: AbortSignal,
): Promise<Outcome> {
  const from = originOf(message, place);
  let attempt = 1;
  for (let pauses = 1; !ending.aborted; pauses++) {
    try {
      const begun = await slots.with(async () => {
        // The slot may come late: what has not begun by then is left to the successor.
        if (ending.aborted) return false;
        await handle(message, { ...from, attempt });
        return true;
      });
      return begun ? 'handled' : 'interrupted';
    } catch (error) {
      const away = isAway(error);
      if (error instanceof Unprocessable || (attempt >= attempts && !away)) {
        return { ...from, message, attempts: attempt, reason: reasonOf(error) };
      }
      if (!away) attempt++;
      else if (pauses === 1) log.warn({ err: error, messageId: message.id, ...from }, waits);
      const longest = away ? longestPauseMs.away : longestPauseMs.failed;
      await pause(Math.min(backoffMs * 2 ** (pauses - 1), longest), ending);
    }
  }
  return 'interrupted';
}

const waits = 'a message waits: something is away that its handler needs';

/** Waits a random part of a time, so that not all who wait for the same come back at once. */
async function pause(longestMs: number, ending: AbortSignal): Promise<void> {
  await wait(Math.random() * longestMs, undefined, { signal: ending }).catch(() => undefined);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

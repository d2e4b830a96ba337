import { setTimeout as wait } from 'node:timers/promises';
import { Unprocessable } from '@app/messages';
import type { DeadLetter, SubscriptionOptions } from '../event-log.ts';
import { originOf } from '../redrive.ts';
import type { LogRecord } from './membership.ts';
import type { Slots } from './slots.ts';

/** What became of a record: handled, given up, or neither, since the consumer was told to end. */
export type Outcome = 'handled' | 'interrupted' | DeadLetter;

/** The longest pause between two attempts, in milliseconds. */
const longestBackoffMs = 30_000;

/** Hands a record to the handler until it succeeds, is not worth another attempt, or `ending` aborts. */
export async function deliver(
  { message, ...place }: LogRecord,
  { handle, attempts, backoffMs }: Pick<SubscriptionOptions, 'handle' | 'attempts' | 'backoffMs'>,
  slots: Slots,
  ending: AbortSignal,
): Promise<Outcome> {
  const from = originOf(message, place);
  for (let attempt = 1; !ending.aborted; attempt++) {
    try {
      const begun = await slots.with(async () => {
        // The slot may come late: what has not begun by then is left to the successor.
        if (ending.aborted) return false;
        await handle(message, { ...from, attempt });
        return true;
      });
      return begun ? 'handled' : 'interrupted';
    } catch (error) {
      if (error instanceof Unprocessable || attempt >= attempts) {
        return { ...from, message, attempts: attempt, reason: reasonOf(error) };
      }
    }
    await pause(attempt, backoffMs, ending);
  }
  return 'interrupted';
}

/** Waits a random part of a time that doubles with each attempt. */
async function pause(attempt: number, backoffMs: number, ending: AbortSignal): Promise<void> {
  const longest = Math.min(backoffMs * 2 ** (attempt - 1), longestBackoffMs);
  await wait(Math.random() * longest, undefined, { signal: ending }).catch(() => undefined);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@app/chassis';
import type { Wakeups } from '@app/database/wakeups';

/** Work that is done again and again. */
export interface Repeated {
  /** @returns whether there is more to do at once */
  turn(): Promise<boolean>;
  /** Of what, as a part of the log. */
  readonly fields: object;
  /** Names of the news that there may be something to do on. */
  readonly news: readonly string[];
  /** Longest wait for them, in milliseconds. */
  readonly pollMs: number;
}

/** Longest pause after a failure, in milliseconds. */
const longestPauseMs = 5_000;

/** Repeats work on news until the signal; after a failure it pauses, longer each time. */
export async function repeat(
  { turn, fields, news, pollMs }: Repeated,
  { wakeups, log, signal }: { wakeups: Wakeups; log: Log; signal: AbortSignal },
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const over = new AbortController();
    // Before the look, or what is said in between would be missed.
    const woken = wakeups.wait(news, pollMs, AbortSignal.any([signal, over.signal]));
    try {
      const more = await turn();
      if (failures > 0) log.info(fields, 'a projection goes on');
      failures = 0;
      if (!more) await woken;
    } catch (error) {
      if (failures === 0) log.error({ err: error, ...fields }, 'a projection stands still');
      failures += 1;
      const pauseMs = Math.min(50 * 2 ** failures, longestPauseMs);
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    over.abort();
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@app/database';
import { Wakeups } from '@app/database/wakeups';
import { channel, ensureLanes, laneCount } from './lanes.ts';
import type { Log } from './log.ts';
import { type Publication, publishWaiting } from './publish-waiting.ts';

/** Takes messages from the outbox to one broker. */
export interface Relay {
  /** Finishes what is in hand; what still waits is published by another relay, or after the next start. */
  stop(): Promise<void>;
}

export interface RelayOptions extends Publication {
  readonly pool: Pool;
  /** Connection string of the same database, to be woken by it. */
  readonly url: string;
  readonly log: Log;
  /** Longest sleep in milliseconds, should nothing wake it; 1 s by default. */
  readonly pollMs?: number;
}

/** With as many messages at a time there is work for several relays. */
const many = 100;

/** Lanes that a relay takes at a time when there is: a quarter, so that four can be at work. */
const lanesOfMany = laneCount / 4;

/** Longest pause after a failure, in milliseconds. */
const longestPauseMs = 5_000;

/**
 * Starts to publish. Any number may run for one broker, in one or in several processes: each takes
 * other lanes. While the database or the broker is away it waits, and goes on when it is back.
 */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(options: RelayOptions, signal: AbortSignal): Promise<void> {
  const { pool, url, broker, log } = options;
  const wakeups = new Wakeups({ url, clientId: `relay ${broker}`, channel });
  let failures = 0;
  let ready = false;
  let lanes = lanesOfMany;
  while (!signal.aborted) {
    try {
      if (!ready) await ensureLanes(pool, broker);
      ready = true;
      const published = await publishOrWait(options, wakeups, lanes, signal);
      // Few messages go together: a transaction and an answer of the broker for each lane cost more.
      lanes = published < many ? laneCount : lanesOfMany;
      if (published > 0 && failures > 0) log.info({ broker }, 'messages leave the outbox again');
      if (published > 0) failures = 0;
    } catch (error) {
      if (failures === 0) log.warn({ err: error, broker }, 'messages stay in the outbox for now');
      failures += 1;
      const pauseMs = Math.min(50 * 2 ** failures, longestPauseMs);
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  await wakeups.close();
}

/** @returns how many messages it has published; if none, there may be some now */
async function publishOrWait(
  options: RelayOptions,
  wakeups: Wakeups,
  lanes: number,
  signal: AbortSignal,
): Promise<number> {
  const { pool, broker, pollMs = 1_000 } = options;
  const done = new AbortController();
  // Before the look, or news that come in between would be missed.
  const news = wakeups.wait([broker], pollMs, AbortSignal.any([signal, done.signal]));
  try {
    const published = await publishWaiting(pool, options, lanes);
    if (published === 0) await news;
    return published;
  } finally {
    done.abort();
  }
}

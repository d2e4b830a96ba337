import type { Pool } from '@app/database';
import { type Message, maximumBytes } from '@app/messages';
import { readLanes, removePublished, takeLanes, type Waiting } from './lanes.ts';

/** Takes messages to a broker: an event log has this method, for a task queue it is `enqueue`. */
export interface Publisher {
  /** Resolves once the messages outlive a crash of the broker, in the order in which they are given. */
  publish(destination: string, messages: readonly Message[]): Promise<void>;
}

/** In bytes what three of the largest messages have: Kafka takes 1 MB at a time, and memory is finite. */
const batchLimits = { messagesPerLane: 125, bytes: 3 * maximumBytes };

/** How and where messages are published. */
export interface Publication {
  /** Which messages. */
  readonly broker: string;
  readonly publisher: Publisher;
  /**
   * Longest wait for the broker, in milliseconds; 15 s by default, and less than the 20 s that Postgres
   * lets a transaction idle. A broker that takes the messages after that has them twice.
   */
  readonly timeoutMs?: number;
}

/**
 * Publishes what waits for a broker in a few lanes, and removes what is published. The lanes are locked
 * meanwhile; a relay that dies gives them up, and its messages are published again.
 *
 * @param lanesAtOnce the most lanes
 * @returns how many messages it has published
 * @throws AggregateError when a destination failed; what went to others is removed all the same
 */
export async function publishWaiting(
  pool: Pool,
  { broker, publisher, timeoutMs = 15_000 }: Publication,
  lanesAtOnce: number,
): Promise<number> {
  const { published, failures } = await pool.transaction(async (transaction) => {
    const lanes = await takeLanes(transaction, broker, lanesAtOnce);
    if (lanes.length === 0) return { published: 0, failures: [] };
    const waiting = await readLanes(transaction, broker, lanes, batchLimits);
    const byDestination = Map.groupBy(waiting, ({ destination }) => destination);
    const outcomes = await Promise.allSettled(
      [...byDestination].map((batch) => publishBatch(publisher, timeoutMs, ...batch)),
    );
    const done = outcomes.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    await removePublished(transaction, done);
    const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    return { published: done.length, failures: reasons };
  });
  if (failures.length > 0) throw new AggregateError(failures, `${broker} did not take messages`);
  return published;
}

async function publishBatch(
  publisher: Publisher,
  timeoutMs: number,
  destination: string,
  waiting: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const messages = waiting.map(({ id, key, headers, body }) => ({ id, key, headers, body }));
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timeout.reject(new Error(`no answer for ${destination} in ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    await Promise.race([publisher.publish(destination, messages), timeout.promise]);
    return waiting;
  } finally {
    clearTimeout(timer);
  }
}

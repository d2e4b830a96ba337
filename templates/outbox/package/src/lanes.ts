import type { Database } from '@app/database';
import type { Message } from '@app/messages';

/** Lanes of each broker. A key stays in its lane for good: changing the number takes an empty outbox. */
export const laneCount = 16;

/** The channel on which the outbox says that a broker has something to publish. */
export const channel = 'outbox';

/** A message that waits, with where it goes. */
export interface Waiting extends Message {
  readonly position: number;
  readonly destination: string;
}

/** Makes the lanes of a broker that are not there yet. */
export async function ensureLanes(database: Database, broker: string): Promise<void> {
  await database.query(
    `INSERT INTO outbox.lanes (broker, lane)
     SELECT $1, lane FROM generate_series(0, $2::integer - 1) AS lane ON CONFLICT DO NOTHING`,
    [broker, laneCount],
  );
}

/**
 * Takes lanes with messages that no other relay has, until the transaction ends.
 *
 * @param limit the most lanes, so that relays share the work
 */
export async function takeLanes(
  transaction: Database,
  broker: string,
  limit: number,
): Promise<number[]> {
  const rows = await transaction.query<{ lane: number }>(
    `SELECT lane FROM outbox.lanes AS lanes
     WHERE broker = $1 AND EXISTS (
       SELECT FROM outbox.messages AS messages
       WHERE messages.broker = lanes.broker AND messages.lane = lanes.lane
     )
     ORDER BY random() LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [broker, limit],
  );
  return rows.map(({ lane }) => lane);
}

/** How much is read at a time. */
export interface BatchLimits {
  readonly messagesPerLane: number;
  /** Of all messages together; more than the largest message has. */
  readonly bytes: number;
}

/**
 * The oldest messages of lanes that were taken, in their order. A statement of its own: it has to see
 * what the relay before has deleted.
 */
export async function readLanes(
  transaction: Database,
  broker: string,
  lanes: readonly number[],
  { messagesPerLane, bytes }: BatchLimits,
): Promise<Waiting[]> {
  return transaction.query<Waiting & { [column: string]: unknown }>(
    `SELECT position, destination, id, key, headers, body FROM (
       SELECT messages.*, sum(
         octet_length(key) + octet_length(headers::text) + octet_length(body)
       ) OVER (ORDER BY position) AS bytes
       FROM unnest($2::smallint[]) AS taken (lane) CROSS JOIN LATERAL (
         SELECT * FROM outbox.messages AS messages
         WHERE broker = $1 AND messages.lane = taken.lane ORDER BY position LIMIT $3
       ) AS messages
     ) AS messages
     WHERE bytes <= $4 ORDER BY position`,
    [broker, lanes, messagesPerLane, bytes],
  );
}

/** Removes messages that are with their broker. */
export async function removePublished(
  transaction: Database,
  messages: readonly Waiting[],
): Promise<void> {
  const positions = messages.map(({ position }) => position);
  await transaction.query('DELETE FROM outbox.messages WHERE position = ANY ($1::bigint[])', [
    positions,
  ]);
}

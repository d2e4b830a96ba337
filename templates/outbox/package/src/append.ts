import type { Database } from '@app/database';
import { assertSize, type Message } from '@app/messages';
import { channel, laneCount } from './lanes.ts';

/** Where messages go once the transaction is committed. */
export interface Append {
  /** Names the relay that publishes them, and so the broker: an outage of one holds up no other. */
  readonly broker: string;
  /** The topic, or the queue. */
  readonly destination: string;
  readonly messages: readonly Message[];
}

/**
 * Puts messages in the outbox: they are published if and only if the transaction commits. Those of one
 * key are published in the order in which their transactions commit, for which a transaction waits
 * until an earlier one with messages of the same key has ended.
 *
 * @param transaction of the state that the messages tell of; call it after the rows are locked
 * @throws OversizedMessage
 */
export async function append(
  transaction: Database,
  { broker, destination, messages }: Append,
): Promise<void> {
  messages.forEach(assertSize);
  // Before any position is taken, and in the order of the numbers, so that no two wait for each other.
  await transaction.query(
    `SELECT pg_advisory_xact_lock($1, key) FROM (
       SELECT DISTINCT hashtext(key) AS key FROM unnest($2::text[]) AS keys (key) ORDER BY 1
     ) AS keys`,
    [keyLock, messages.map(({ key }) => key)],
  );
  await transaction.query(
    `INSERT INTO outbox.messages (broker, destination, lane, id, key, headers, body)
     SELECT $1, $2, abs(hashtext(key) % $3), id, key, headers, body
     FROM ROWS FROM (
       json_to_recordset($4) AS (id uuid, key text, headers jsonb, body text)
     ) WITH ORDINALITY AS rows (id, key, headers, body, place) ORDER BY place`,
    [broker, destination, laneCount, JSON.stringify(messages)],
  );
  await transaction.query('SELECT pg_notify($1, $2)', [channel, broker]);
}

/** First number of the advisory locks of keys; the second is the hash of the key. */
const keyLock = 20_240_504;

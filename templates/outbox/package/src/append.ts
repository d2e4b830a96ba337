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
  await transaction.query(appendSql, [
    broker,
    destination,
    JSON.stringify(messages),
    laneCount,
    keyLock,
    channel,
  ]);
}

/**
 * One statement, so that a transaction is not longer than it has to be. The sort comes after the locks,
 * and positions are taken after the sort. Keys are locked in the order of their numbers, so that no two
 * transactions wait for each other.
 */
const appendSql = `
  WITH messages AS (
    SELECT * FROM ROWS FROM (
      json_to_recordset($3) AS (id uuid, key text, headers jsonb, body text)
    ) WITH ORDINALITY AS messages (id, key, headers, body, place)
  ),
  keys AS (SELECT DISTINCT hashtext(key) AS key FROM messages ORDER BY 1),
  locked AS MATERIALIZED (SELECT count(pg_advisory_xact_lock($5, key)) FROM keys)
  INSERT INTO outbox.messages (broker, destination, lane, id, key, headers, body)
  SELECT $1, $2, abs(hashtext(messages.key) % $4), id, messages.key, headers, body
  FROM messages, locked, pg_notify($6, $1)
  ORDER BY place`;

/** First number of the advisory locks of keys; the second is the hash of the key. */
const keyLock = 20_240_504;

import type { Database } from '@app/database';

/**
 * Lets a message take effect once, however often it is delivered. The record of it and the effect are
 * committed together, or neither is. Acknowledge the message after the commit.
 *
 * @param transaction in which the effect takes place, with whatever it puts in the outbox
 * @param consumer what the effect is of: each consumer of a service handles the message once
 * @returns whether the effect took place now
 */
export async function once(
  transaction: Database,
  consumer: string,
  messageId: string,
  effect: () => Promise<void>,
): Promise<boolean> {
  const isNew = (await record(transaction, consumer, [messageId])).length > 0;
  if (isNew) await effect();
  return isNew;
}

/**
 * The same for several messages, which are recorded by one statement: each that is new takes effect, one
 * after the other. When one fails, none has, with the transaction.
 */
export async function onceEach<Received extends { readonly id: string }>(
  transaction: Database,
  consumer: string,
  messages: readonly Received[],
  effect: (message: Received) => Promise<void>,
): Promise<void> {
  const ids = messages.map(({ id }) => id);
  const fresh = new Set(await record(transaction, consumer, ids));
  for (const [place, message] of messages.entries()) {
    if (fresh.has(place + 1)) await effect(message);
  }
}

/**
 * Waits for other transactions with the same messages, and then knows what became of them. Ids are taken
 * in their own order, so that no two transactions wait for each other.
 *
 * @returns the places of those that are new, counted from 1
 */
async function record(
  transaction: Database,
  consumer: string,
  ids: readonly string[],
): Promise<readonly number[]> {
  const rows = await transaction.query<{ place: number }>(recordSql, [consumer, ids]);
  return rows.map(({ place }) => place);
}

const recordSql = `
  WITH messages AS (
    SELECT id, min(place) AS place
    FROM unnest($2::uuid[]) WITH ORDINALITY AS messages (id, place) GROUP BY id
  ),
  recorded AS (
    INSERT INTO outbox.received (consumer, message_id)
    SELECT $1, id FROM messages ORDER BY id
    ON CONFLICT DO NOTHING RETURNING message_id
  )
  SELECT place FROM recorded JOIN messages ON id = message_id`;

/** Rows that one statement removes at most: it must not hold the table for long. */
const batchSize = 1_000;

/**
 * Removes records of messages that were handled long ago. A message that comes again after that takes
 * effect again: keep them longer than the broker keeps messages.
 *
 * @returns how many
 */
export async function forgetReceived(database: Database, olderThanMs: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const rows = await database.query(
      `DELETE FROM outbox.received WHERE (consumer, message_id) IN (
         SELECT consumer, message_id FROM outbox.received
         WHERE received_at < now() - $1 * interval '1 millisecond'
         ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING message_id`,
      [olderThanMs, batchSize],
    );
    removed += rows.length;
    if (rows.length < batchSize) return removed;
  }
}

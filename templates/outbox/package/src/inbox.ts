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
  // Waits for another transaction with the same message, and then knows what became of it.
  const recorded = await transaction.query(
    `INSERT INTO outbox.received (consumer, message_id) VALUES ($1, $2)
     ON CONFLICT DO NOTHING RETURNING message_id`,
    [consumer, messageId],
  );
  if (recorded.length === 0) return false;
  await effect();
  return true;
}

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

import type { Database } from '@app/database';

/** Rows that one statement removes at most: it must not hold the table for long. */
const batchSize = 1_000;

/**
 * Removes sagas that ended long ago, with all that is recorded of them.
 *
 * @returns how many
 */
export async function forgetEnded(database: Database, olderThanMs: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const rows = await database.query(
      `DELETE FROM saga.sagas WHERE id IN (
         SELECT id FROM saga.sagas WHERE ended_at < now() - $1 * interval '1 millisecond'
         ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [olderThanMs, batchSize],
    );
    removed += rows.length;
    if (rows.length < batchSize) return removed;
  }
}

import type { Database } from '@app/database';

/** First bits of the advisory locks of open appends; the last 40 are a position. */
const openAppends = 20_241;

/**
 * SQL that says until the end of the transaction that it is about to take positions, and none up to those
 * that are there now. Nobody waits for this lock: `horizon` looks who has it.
 */
export const announcePositions = `pg_advisory_xact_lock_shared(
  (${openAppends}::bigint << 40) | (SELECT COALESCE(max(position), 0) FROM event_store.events)
)`;

/**
 * The position up to which nothing can come any more: whoever reads by position reads no further. A
 * transaction may commit an event after another has committed one with a higher position, and a reader
 * that had gone on would never see it. Transactions that do not append hold nothing up.
 *
 * Read events by another statement after this one: only that sees all that ended meanwhile.
 */
export async function horizon(database: Database): Promise<number> {
  const [row] = await database.query<{ horizon: number }>(horizonSql);
  return row?.horizon ?? 0;
}

const horizonSql = `
  SELECT LEAST(
    (SELECT COALESCE(max(position), 0) FROM event_store.events),
    (
      SELECT min(((classid::bigint & 255) << 32) | objid::bigint) FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 8 = ${openAppends}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
  ) AS horizon`;

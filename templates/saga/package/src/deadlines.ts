import type { Log } from '@app/chassis';
import type { Pool } from '@app/database';
import type { Sagas } from './sagas.ts';

/** Sagas that one pass looks at, at most. */
const batchSize = 1_000;

/**
 * A pass over the sagas whose deadline has passed, for `repeatInBackground`. Every instance makes
 * passes; a saga is taken by one of them. One that fails is logged, and looked at again in the next.
 */
export function deadlinePass(
  pool: Pool,
  sagas: Pick<Sagas<never>, 'due' | 'passDeadline'>,
  log: Log,
): (how: { signal: AbortSignal }) => Promise<void> {
  return async ({ signal }) => {
    const due = await sagas.due(pool, batchSize).catch((err: unknown) => {
      log.warn({ err }, 'deadlines of sagas are looked at later');
      return [];
    });
    for (const id of due) {
      if (signal.aborted) return;
      await pool
        .transaction((transaction) => sagas.passDeadline(transaction, id))
        .catch((err: unknown) => log.warn({ err, saga: id }, 'a saga is looked at later'));
    }
  };
}

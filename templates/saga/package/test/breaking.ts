import type { Database, Pool } from '@app/database';

/** A transaction that breaks after some statements, as in a process that is killed. */
export function breakingAfter(
  pool: Pool,
  statements: number,
): (work: (transaction: Database) => Promise<unknown>) => Promise<unknown> {
  return (work) =>
    pool.transaction((transaction) => {
      let left = statements;
      return work({
        async query(sql, values) {
          if (left === 0) throw new Error('killed');
          left -= 1;
          return transaction.query(sql, values);
        },
      });
    });
}

import { type Database, DatabaseUnavailable, type Row } from '@app/database';
import type { Log } from './platform.ts';

/** How long a replica that did not answer is left alone, in milliseconds. */
const restMs = 5_000;

/**
 * Reads from replicas in turn. One that does not answer is left alone for a while, and the query goes
 * to the next; the primary answers when no replica does. After the rest a single query tries it, since
 * one that hangs keeps a query for seconds.
 */
export function spreadReads(
  replicas: readonly Database[],
  primary: Database,
  log: Pick<Log, 'warn'>,
): Database {
  const restingUntil = new Map<Database, number>();
  let turn = 0;

  function inTurn(): Database[] {
    turn = (turn + 1) % Math.max(replicas.length, 1);
    return [...replicas.slice(turn), ...replicas.slice(0, turn)];
  }

  function rests(replica: Database): boolean {
    const until = restingUntil.get(replica);
    if (until === undefined) return false;
    if (until > Date.now()) return true;
    restingUntil.set(replica, Date.now() + restMs);
    return false;
  }

  return {
    async query<Result extends Row>(sql: string, values?: readonly unknown[]): Promise<Result[]> {
      for (const replica of inTurn()) {
        if (rests(replica)) continue;
        try {
          const rows = await replica.query<Result>(sql, values);
          restingUntil.delete(replica);
          return rows;
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable)) throw error;
          const number = replicas.indexOf(replica) + 1;
          log.warn({ err: error, replica: number }, 'a read replica does not answer');
          restingUntil.set(replica, Date.now() + restMs);
        }
      }
      return primary.query<Result>(sql, values);
    },
  };
}

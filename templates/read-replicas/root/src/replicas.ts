import { type Database, DatabaseUnavailable, type Row } from '@app/database';
import type { Log } from './platform.ts';

/** How long a replica that did not answer is left alone, in milliseconds. */
const restMs = 5_000;

/**
 * Reads from replicas in turn. One that does not answer is left alone for a while, and the query goes
 * to the next; the primary answers when no replica does.
 */
export function spreadReads(
  replicas: readonly Database[],
  primary: Database,
  log: Pick<Log, 'warn'>,
): Database {
  const restingUntil = new Map<Database, number>();
  let turn = 0;

  function candidates(): Database[] {
    turn = (turn + 1) % Math.max(replicas.length, 1);
    const inTurn = [...replicas.slice(turn), ...replicas.slice(0, turn)];
    return inTurn.filter((replica) => (restingUntil.get(replica) ?? 0) <= Date.now());
  }

  return {
    async query<Result extends Row>(sql: string, values?: readonly unknown[]): Promise<Result[]> {
      for (const replica of candidates()) {
        try {
          return await replica.query<Result>(sql, values);
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable)) throw error;
          log.warn({ err: error }, 'a read replica does not answer');
          restingUntil.set(replica, Date.now() + restMs);
        }
      }
      return primary.query<Result>(sql, values);
    },
  };
}

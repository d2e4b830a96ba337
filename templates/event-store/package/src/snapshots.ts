import type { Database } from '@app/database';
import type { Aggregate } from './aggregate.ts';
import { streamOf } from './stream.ts';

/** The state of a stream in one of its versions. */
export interface Snapshot<State> {
  readonly state: State;
  readonly version: number;
}

/** @param at not newer than that; the newest by default */
export async function readSnapshot<State>(
  database: Database,
  { stream, version: fold }: Aggregate,
  id: string,
  at: Date | undefined,
): Promise<Snapshot<State> | undefined> {
  const [snapshot] = await database.query<Snapshot<State> & { [column: string]: unknown }>(
    `SELECT state, version FROM event_store.snapshots
     WHERE stream = $1 AND fold = $2 AND ($3::timestamptz IS NULL OR recorded_at <= $3)`,
    [streamOf(stream, id), fold, at ?? null],
  );
  return snapshot;
}

/**
 * Keeps a snapshot, in the transaction that has appended to the stream: its row is locked, so that no
 * two write one at the same time.
 */
export async function keepSnapshot<State>(
  transaction: Database,
  { stream, version: fold }: Aggregate,
  id: string,
  { state, version }: Snapshot<State>,
): Promise<void> {
  await transaction.query(
    `INSERT INTO event_store.snapshots (stream, version, fold, state, recorded_at)
     SELECT stream, $2, $3, $4, recorded_at FROM event_store.streams WHERE stream = $1
     ON CONFLICT (stream) DO UPDATE SET version = excluded.version, fold = excluded.fold,
       state = excluded.state, recorded_at = excluded.recorded_at`,
    [streamOf(stream, id), version, fold, JSON.stringify(state)],
  );
}

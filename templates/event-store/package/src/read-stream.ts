import type { Database } from '@app/database';
import { columns, type EventRow, recordedFrom } from './recorded.ts';
import { type RecordedOf, type StreamType, streamOf } from './stream.ts';

/** A part of a stream. */
export interface StreamRange {
  /** Events after this version; all by default. */
  readonly after?: number;
  /** Events that were recorded by then; all by default. */
  readonly until?: Date;
}

/** What happened, oldest first, whatever version it was recorded in. Empty when there is no such stream. */
export async function readStream<Of extends StreamType>(
  database: Database,
  stream: Of,
  id: string,
  { after = 0, until }: StreamRange = {},
): Promise<RecordedOf<Of>[]> {
  const rows = await database.query<EventRow>(
    `SELECT ${columns} FROM event_store.events
     WHERE stream = $1 AND version > $2 AND ($3::timestamptz IS NULL OR recorded_at <= $3)
     ORDER BY version`,
    [streamOf(stream, id), after, until ?? null],
  );
  return rows.map((row) => recordedFrom(stream.events, row) as RecordedOf<Of>);
}

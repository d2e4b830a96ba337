import type { Database } from '@app/database';
import { type EventType, newData } from '@app/events';
import { anyStream, channel } from './channel.ts';
import { announcePositions } from './horizon.ts';
import { columns, type EventRow, recordedFrom } from './recorded.ts';
import { type NewEvent, type RecordedOf, type StreamType, streamOf } from './stream.ts';

export interface Append<Of extends StreamType> {
  /** Whose stream it is. */
  readonly id: string;
  /** The version of the stream that the events follow from; 0 when it is new. */
  readonly expectedVersion: number;
  readonly events: readonly NewEvent<NoInfer<Of>>[];
  /** Id of what they follow from, such as a message. */
  readonly causation?: string | undefined;
}

/** Thrown when others were faster: the stream is not in the version that was read. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';

  constructor(stream: string, expectedVersion: number) {
    super(`${stream} is not in version ${expectedVersion} any more`);
  }
}

/**
 * Adds events to a stream, if it is still in the version that was read. A transaction waits until an
 * earlier one that appends to the same stream has ended.
 *
 * @returns them as they were recorded
 * @throws VersionConflict with nothing written; the transaction can go on
 * @throws InvalidEvent
 */
export async function append<Of extends StreamType>(
  transaction: Database,
  stream: Of,
  { id, expectedVersion, events, causation }: Append<Of>,
): Promise<RecordedOf<Of>[]> {
  if (events.length === 0) return [];
  const name = streamOf(stream, id);
  const rows = await transaction.query<EventRow>(appendSql, [
    name,
    expectedVersion,
    events.length,
    JSON.stringify(events.map((event) => checked(stream, event))),
    causation ?? null,
  ]);
  if (rows.length === 0) throw new VersionConflict(name, expectedVersion);
  return rows.map((row) => recordedFrom(stream.events, row) as RecordedOf<Of>);
}

function checked({ name, events }: StreamType, { type, data }: NewEvent<StreamType>) {
  const kind: EventType | undefined = events.find((one) => one.type === type);
  if (!kind) throw new Error(`${type} does not happen in ${name}`);
  return { type, dataVersion: kind.versions.length, data: newData(kind, data) };
}

/**
 * One statement, so that the row of a stream is held no longer than it has to be. Positions are taken
 * after it is locked and after they are announced, which the sort holds in this order.
 */
const appendSql = `
  WITH claimed AS (
    INSERT INTO event_store.streams AS streams (stream, version, recorded_at)
    SELECT $1, $2::integer + $3::integer, date_trunc('milliseconds', clock_timestamp())
    WHERE $2 = 0 OR EXISTS (SELECT FROM event_store.streams WHERE stream = $1)
    ON CONFLICT (stream) DO UPDATE SET
      version = excluded.version,
      recorded_at = GREATEST(
        streams.recorded_at, date_trunc('milliseconds', clock_timestamp())
      )
    WHERE streams.version = $2
    RETURNING recorded_at
  ),
  announced AS MATERIALIZED (
    SELECT recorded_at, ${announcePositions},
      pg_notify('${channel}', $1), pg_notify('${channel}', '${anyStream}')
    FROM claimed
  ),
  recorded AS (
    INSERT INTO event_store.events
      (stream, version, type, data_version, data, causation, recorded_at)
    SELECT $1, $2 + place, type, "dataVersion", data, $5, recorded_at
    FROM ROWS FROM (
      jsonb_to_recordset($4) AS (type text, "dataVersion" integer, data jsonb)
    ) WITH ORDINALITY AS events (type, "dataVersion", data, place), announced
    ORDER BY place
    RETURNING *
  )
  SELECT ${columns} FROM recorded ORDER BY version`;

import { dataFrom, type EventType } from '@app/events';
import { partsOf, type Recorded } from './stream.ts';

/** A row of events, as `columns` selects it. */
export interface EventRow {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly dataVersion: number;
  readonly data: unknown;
  readonly recordedAt: Date;
  readonly causation: string | null;
  readonly [column: string]: unknown;
}

export const columns = `id, stream, version, position, type, data_version AS "dataVersion", data,
  recorded_at AS "recordedAt", causation`;

/**
 * The event that a row holds, brought to the newest version.
 *
 * @throws Error when the code does not know its type or its version, as after a release was taken back
 */
export function recordedFrom(kinds: readonly EventType[], row: EventRow): Recorded {
  const { dataVersion, data, causation, stream, version, type, ...rest } = row;
  const subject = partsOf(stream).subject;
  const event = { ...rest, stream, subject, version, type, ...(causation && { causation }) };
  try {
    const kind = kinds.find((one) => one.type === type);
    if (!kind) throw new Error(`the type ${type} is unknown`);
    return { ...event, data: dataFrom(kind, dataVersion, data) };
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`cannot read event ${version} of ${stream}: ${message}`, { cause: error });
  }
}

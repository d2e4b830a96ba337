import type { EventType } from '@app/events';
import type { Static } from 'typebox';

/** A kind of stream, one for each thing of that kind, and what may happen in it. */
export interface StreamType<Events extends readonly EventType[] = readonly EventType[]> {
  /** Such as `order`: the stream of an id is `order-<id>`. */
  readonly name: string;
  readonly events: Events;
}

/** What is to be added to a stream, in its newest version. */
export type NewEvent<Of extends StreamType> = NewEventOf<Of['events'][number]>;

type NewEventOf<Kind> =
  Kind extends EventType<infer Type, infer Data>
    ? { readonly type: Type; readonly data: Static<Data> }
    : never;

/** An event of a stream, with its data in the newest version. */
export interface Recorded<Type extends string = string, Data = unknown> {
  readonly id: string;
  readonly stream: string;
  /** What it happened to: the id that the stream is of. */
  readonly subject: string;
  /** Counts the events of the stream, from 1, without gaps. */
  readonly version: number;
  /** Grows over all streams, with gaps. */
  readonly position: number;
  readonly type: Type;
  readonly data: Data;
  readonly recordedAt: Date;
  /** Id of what it follows from, such as a message. */
  readonly causation?: string;
}

/** The events of a stream: a union that `type` tells apart. */
export type RecordedOf<Of extends StreamType> = RecordedEvent<Of['events'][number]>;

/** The event of a kind, or of several. */
export type RecordedEvent<Kind> =
  Kind extends EventType<infer Type, infer Data> ? Recorded<Type, Static<Data>> : never;

/**
 * Declares a kind of stream.
 *
 * @throws Error when its name has other characters than lower-case letters, digits and `_`, or two of
 *   its events have the same type
 */
export function defineStream<const Events extends readonly EventType[]>(
  stream: StreamType<Events>,
): StreamType<Events> {
  const { name, events } = stream;
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`"${name}" names no kind of stream`);
  if (new Set(events.map(({ type }) => type)).size < events.length) {
    throw new Error(`${name}: two events have the same type`);
  }
  return stream;
}

/** The name of the stream of an id. */
export function streamOf({ name }: StreamType, id: string): string {
  return `${name}-${id}`;
}

/** The parts of the name of a stream: those of `order-1` are `order` and `1`. */
export function partsOf(stream: string): { readonly type: string; readonly subject: string } {
  const [type = ''] = stream.split('-', 1);
  return { type, subject: stream.slice(type.length + 1) };
}

import { randomUUID } from 'node:crypto';
import { assertSize, headers, type Message } from '@app/messages';
import type { Static, TSchema } from 'typebox';
import { contentType, Envelope } from './envelope.ts';
import { dataschemaOf, type EventType, sourceOf } from './event-type.ts';
import { faultOf, withoutExcess } from './schema-check.ts';
import type { Topic } from './topic.ts';

/** What is to be told of an event. */
export interface NewEvent<Data> {
  /** What it happened to; events of one subject keep their order. */
  readonly subject: string;
  readonly data: Data;
  /** A UUID, which makes the same event of a repetition; a new one when left out. */
  readonly id?: string;
  /** When it happened; now when left out. */
  readonly time?: Date;
  /** The trace that it is part of. */
  readonly traceparent?: string | undefined;
}

/** Thrown for an event that its own contract does not allow: a fault of the program. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/**
 * The message that tells of an event, in its newest version. What the schema does not name is left out.
 *
 * @throws InvalidEvent
 * @throws OversizedMessage
 */
export function newMessage<Events extends readonly EventType[], Kind extends Events[number]>(
  topic: Topic<Events>,
  kind: Kind,
  event: NewEvent<Static<Kind['data']>>,
): Message {
  if (!topic.events.includes(kind)) {
    throw new InvalidEvent(`${kind.type}, as it is given, is no event of ${topic.name}`);
  }
  const envelope = envelopeOf(kind, event);
  const { id, subject, traceparent } = envelope;
  const message: Message = {
    id,
    key: subject,
    headers: {
      [headers.contentType]: contentType,
      ...(traceparent ? { [headers.traceparent]: traceparent } : {}),
    },
    body: JSON.stringify(envelope),
  };
  assertSize(message);
  return message;
}

function envelopeOf(kind: EventType, event: NewEvent<unknown>) {
  const { type, versions } = kind;
  const { subject, id = randomUUID(), time = new Date(), traceparent } = event;
  const envelope = {
    specversion: '1.0',
    id,
    type,
    source: sourceOf(type),
    subject,
    time: time.toISOString(),
    datacontenttype: 'application/json',
    dataschema: dataschemaOf(type, versions.length),
    ...(traceparent ? { traceparent } : {}),
    data: newData(kind, event.data),
  };
  assertAllowed(type, Envelope, envelope);
  return envelope;
}

/**
 * The data of a new event as it will be read: a Date, for example, is a text there, and what the schema
 * does not name is left out.
 *
 * @throws InvalidEvent
 */
export function newData({ type, data: schema }: EventType, data: unknown): unknown {
  const sent = withoutExcess(schema, JSON.parse(JSON.stringify(data)));
  assertAllowed(type, schema, sent);
  return sent;
}

function assertAllowed(type: string, schema: TSchema, value: unknown): void {
  const fault = faultOf(schema, value);
  if (fault) throw new InvalidEvent(`${type}: ${fault}`);
}

import { type Message, maximumBytes, sizeOf, Unprocessable } from '@app/messages';
import type { Static } from 'typebox';
import { Envelope } from './envelope.ts';
import type { EventOf } from './event.ts';
import { dataschemaOf, type EventType } from './event-type.ts';
import { faultOf, withoutExcess } from './schema-check.ts';
import type { Topic } from './topic.ts';

/**
 * Reads messages of a topic as its events, whatever version they were published in.
 *
 * @returns a function that throws Unprocessable, with a reason that begins with `oversized`,
 *   `unparsable`, `no envelope`, `unknown type`, `unknown version` or `invalid data`
 */
export function eventReader<Events extends readonly EventType[]>(
  topic: Topic<Events>,
): (message: Message) => EventOf<Events[number]> {
  const kinds = new Map(topic.events.map((kind) => [kind.type, kind]));
  return (message) => {
    const { specversion, datacontenttype, dataschema, ...envelope } = envelopeOf(message);
    const kind = kinds.get(envelope.type);
    if (!kind) throw new Unprocessable(`unknown type: ${quoted(envelope.type)} on ${topic.name}`);
    const version = versionOf(kind, dataschema);
    const data = dataFrom(kind, version, envelope.data);
    return { ...envelope, version, data } as EventOf<Events[number]>;
  };
}

function envelopeOf(message: Message): Static<typeof Envelope> {
  const bytes = sizeOf(message);
  if (bytes > maximumBytes) {
    throw new Unprocessable(`oversized: ${bytes} bytes, over ${maximumBytes}`);
  }
  const envelope = parsed(message.body);
  const fault = faultOf(Envelope, envelope);
  if (fault) throw new Unprocessable(`no envelope: ${fault}`);
  return withoutExcess(Envelope, envelope) as Static<typeof Envelope>;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The error would quote the body, and reasons are shown to more people than bodies.
    throw new Unprocessable('unparsable: the body is not JSON');
  }
}

function versionOf({ type, versions }: EventType, dataschema: string): number {
  const index = versions.findIndex((_, at) => dataschemaOf(type, at + 1) === dataschema);
  if (index >= 0) return index + 1;
  throw new Unprocessable(`unknown version: ${quoted(dataschema)}, known up to ${versions.length}`);
}

/**
 * Data of the newest version, from data of the one in which it was written.
 *
 * @throws Unprocessable when it is not what the schemas ask for
 * @throws RangeError when there is no such version
 */
export function dataFrom({ type, versions }: EventType, version: number, data: unknown): unknown {
  const [published, ...later] = versions.slice(version - 1);
  if (!published) throw new RangeError(`${type} has no version ${version}`);
  assertValid(published.data, data, `version ${version}`);
  const current = later.reduce(
    (older, next, at) => {
      const newer = upcastBy(next.upcast, older);
      assertValid(next.data, newer, `brought to version ${version + at + 1}`);
      return withoutExcess(next.data, newer);
    },
    withoutExcess(published.data, data),
  );
  return current;
}

function upcastBy(upcast: (older: unknown) => unknown, older: unknown): unknown {
  try {
    return upcast(older);
  } catch (error) {
    throw new Unprocessable('invalid data: the upcaster failed', { cause: error });
  }
}

function assertValid(schema: EventType['data'], data: unknown, what: string): void {
  const fault = faultOf(schema, data);
  if (fault) throw new Unprocessable(`invalid data: ${fault} (${what})`);
}

/** A text from outside, short and on one line. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

import { contentType, Envelope } from './envelope.ts';
import { dataschemaOf, type EventType } from './event-type.ts';
import { kindsOf, type Topic } from './topic.ts';

export interface AsyncApiOptions {
  readonly title: string;
  /** The version of the document. */
  readonly version: string;
  readonly topics: readonly Topic[];
}

/**
 * Describes topics for people and tools, https://www.asyncapi.com/docs/reference/specification/v3.0.0.
 * Each version of an event is a message of its own: all of them may still be in the log.
 *
 * @throws Error when two topics have events of the same type
 */
export function asyncApi({
  title,
  version,
  topics,
}: AsyncApiOptions): Readonly<Record<string, unknown>> {
  kindsOf(topics);
  return plain({
    asyncapi: '3.0.0',
    info: { title, version },
    defaultContentType: contentType,
    channels: Object.fromEntries(topics.map((topic) => [topic.name, channelOf(topic)])),
    operations: Object.fromEntries(topics.map((topic) => [`send-${topic.name}`, sendingTo(topic)])),
    components: { messages: Object.fromEntries(topics.flatMap(messagesOf)) },
  });
}

function channelOf({ name, about, source, events }: Topic) {
  const names = events.flatMap(namesOf);
  return {
    address: name,
    title: name,
    description: `${about}\n\nPublished by ${source}, in the order of the subject of each event.`,
    messages: Object.fromEntries(
      names.map((message) => [message, { $ref: `#/components/messages/${message}` }]),
    ),
  };
}

function sendingTo({ name, source, events }: Topic) {
  const newest = events.flatMap((kind) => namesOf(kind).slice(-1));
  return {
    action: 'send',
    channel: { $ref: `#/channels/${name}` },
    summary: `${source} publishes the newest version of each event.`,
    messages: newest.map((message) => ({ $ref: `#/channels/${name}/messages/${message}` })),
  };
}

function messagesOf({ source, events }: Topic): [string, object][] {
  return events.flatMap((kind) => {
    const { type, summary, versions } = kind;
    return versions.map(({ data }, at): [string, object] => {
      const envelope = {
        ...Envelope,
        properties: {
          ...Envelope.properties,
          type: { const: type },
          source: { const: source },
          dataschema: { const: dataschemaOf(type, at + 1) },
          data,
        },
      };
      const title = `${type}, version ${at + 1}`;
      return [nameOf(type, at + 1), { name: type, title, summary, contentType, payload: envelope }];
    });
  });
}

function namesOf({ type, versions }: EventType): string[] {
  return versions.map((_, at) => nameOf(type, at + 1));
}

function nameOf(type: string, version: number): string {
  return `${type}.v${version}`;
}

/** As it will be read from a file. */
function plain(document: object): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(document));
}

import { contentType, Envelope } from './envelope.ts';
import { dataschemaOf, type EventType, sourceOf } from './event-type.ts';
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
    operations: Object.fromEntries(topics.flatMap(operationsOn)),
    components: { messages: Object.fromEntries(topics.flatMap(messagesOf)) },
  });
}

function channelOf({ name, about, events }: Topic) {
  const names = events.flatMap(namesOf);
  return {
    address: name,
    title: name,
    description: `${about}\n\nPublished by ${sourcesOf(events).join(', ')}; events of one subject are in order.`,
    messages: Object.fromEntries(
      names.map((message) => [message, { $ref: `#/components/messages/${message}` }]),
    ),
  };
}

/** For each service that publishes to a topic, what it sends. */
function operationsOn({ name, events }: Topic): [string, object][] {
  return sourcesOf(events).map((source) => {
    const own = events.filter(({ type }) => sourceOf(type) === source);
    const newest = own.flatMap((kind) => namesOf(kind).slice(-1));
    const operation = {
      action: 'send',
      channel: { $ref: `#/channels/${name}` },
      summary: `${source} publishes the newest version of each event.`,
      messages: newest.map((message) => ({ $ref: `#/channels/${name}/messages/${message}` })),
    };
    return [`${source}-sends-${name}`, operation];
  });
}

function sourcesOf(events: readonly EventType[]): readonly string[] {
  return [...new Set(events.map(({ type }) => sourceOf(type)))];
}

function messagesOf({ events }: Topic): [string, object][] {
  return events.flatMap((kind) => {
    const { type, summary, versions } = kind;
    return versions.map(({ data }, at): [string, object] => {
      const envelope = {
        ...Envelope,
        properties: {
          ...Envelope.properties,
          type: { const: type },
          source: { const: sourceOf(type) },
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

import { load, type Message, openPool } from './generated.ts';
import type { Random } from './random.ts';
import type { System } from './system.ts';

/** Kinds of messages that nobody can handle, made from one that is in order. */
export const hostileKinds: Readonly<
  Record<string, (event: Readonly<Record<string, unknown>>) => string>
> = {
  unparsable: () => '{"specversion": "1.0", ',
  'no envelope': () => '{"hello": "world"}',
  'unknown type': (event) => JSON.stringify({ ...event, type: 'nobody.knows-this' }),
  'unknown version': (event) =>
    JSON.stringify({ ...event, dataschema: `urn:event:${event.type}:99` }),
  'invalid data': (event) => JSON.stringify({ ...event, data: 'none' }),
  'subject that is no UUID': (event) =>
    JSON.stringify({ ...event, subject: "'; DROP TABLE orders; --" }),
  oversized: (event) => JSON.stringify({ ...event, data: { filler: 'x'.repeat(300 * 1024) } }),
};

/** A message that nobody can handle, made from one that is in order. */
export function hostileMessage(kind: string, like: Message, random: Random): Message {
  const id = random.uuid();
  const event = { ...(JSON.parse(like.body) as object), id };
  const body = hostileKinds[kind]?.(event) ?? '';
  return { id, key: random.uuid(), headers: like.headers, body };
}

/** A task that nobody can do. */
export function hostileTask(random: Random): Message {
  const id = random.uuid();
  const body = random.pick(['not JSON', '{"specversion":"1.0"}']);
  return { id, key: id, headers: {}, body };
}

/** Past the port, which refuses what is too large. */
export async function publishUnchecked(
  system: System,
  topic: string,
  message: Message,
): Promise<void> {
  const { EVENT_LOG_URL: url } = system.brokers;
  if (!url.startsWith('kafka:')) {
    type Exports = { publish(transaction: unknown, topic: string, all: Message[]): Promise<void> };
    const path = 'packages/event-log/src/postgres/publish.ts';
    const { publish } = await load<Exports>(system.repository, path);
    const pool = await openPool(system.repository, url);
    await pool
      .transaction((transaction) => publish(transaction, topic, [message]))
      .finally(() => pool.close());
    return;
  }
  const { Producer, stringSerializers } = await load<Kafka>(
    system.repository,
    'node_modules/@platformatic/kafka/dist/index.js',
  );
  const producer = new Producer({
    clientId: 'fault-suite',
    bootstrapBrokers: [url.slice('kafka://'.length)],
    serializers: stringSerializers,
  });
  const headers = { ...message.headers, 'message-id': message.id };
  const record = { topic, key: message.key, value: message.body, headers };
  await producer.send({ messages: [record] }).finally(() => producer.close());
}

interface Kafka {
  readonly Producer: new (
    options: object,
  ) => { send(batch: object): Promise<unknown>; close(): Promise<void> };
  readonly stringSerializers: object;
}

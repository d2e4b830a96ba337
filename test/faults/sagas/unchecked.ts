import { load, type Message, openPool, type Pool } from './generated.ts';
import type { System } from './system.ts';

/** Publishes past the port, which refuses what is too large. */
export async function publishUnchecked(
  { repository, brokers }: System,
  topic: string,
  message: Message,
): Promise<void> {
  const { EVENT_LOG_URL: url } = brokers;
  if (!url.startsWith('kafka:')) {
    type Exports = { publish(transaction: Pool, topic: string, all: Message[]): Promise<void> };
    const path = 'packages/event-log/src/postgres/publish.ts';
    const { publish } = await load<Exports>(repository, path);
    return inDatabase(repository, url, (transaction) => publish(transaction, topic, [message]));
  }
  const path = 'node_modules/@platformatic/kafka/dist/index.js';
  const { Producer, stringSerializers } = await load<Kafka>(repository, path);
  const producer = new Producer({
    clientId: 'fault-suite',
    bootstrapBrokers: [url.slice('kafka://'.length)],
    serializers: stringSerializers,
  });
  const headers = { ...message.headers, 'message-id': message.id };
  const record = { topic, key: message.key, value: message.body, headers };
  await producer.send({ messages: [record] }).finally(() => producer.close());
}

/** Adds a task past the port. */
export async function enqueueUnchecked(
  { repository, brokers }: System,
  queue: string,
  message: Message,
): Promise<void> {
  const { TASK_QUEUE_URL: url } = brokers;
  const source = 'packages/task-queue/src';
  if (!url.startsWith('amqp')) {
    type Exports = { add(transaction: Pool, queue: string, all: Message[]): Promise<unknown> };
    const { add } = await load<Exports>(repository, `${source}/postgres/tasks.ts`);
    return inDatabase(repository, url, (transaction) => add(transaction, queue, [message]));
  }
  const { connect } = await load<Amqp>(repository, 'node_modules/amqplib/channel_api.js');
  const { pack } = await load<Envelopes>(repository, `${source}/rabbitmq/envelope.ts`);
  const { content, properties } = pack(message, { attempts: 0 });
  const connection = await connect(url);
  try {
    const channel = await connection.createConfirmChannel();
    channel.sendToQueue(queue, content, properties);
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}

async function inDatabase(
  repository: string,
  url: string,
  work: (transaction: Pool) => Promise<unknown>,
): Promise<void> {
  const pool = await openPool(repository, url);
  await pool.transaction(work).finally(() => pool.close());
}

interface Kafka {
  readonly Producer: new (
    options: object,
  ) => { send(batch: object): Promise<unknown>; close(): Promise<void> };
  readonly stringSerializers: object;
}

interface Envelopes {
  pack(
    message: Message,
    history: object,
  ): { readonly content: Buffer; readonly properties: object };
}

interface Amqp {
  connect(url: string): Promise<{
    createConfirmChannel(): Promise<{
      sendToQueue(queue: string, content: Buffer, properties: object): void;
      waitForConfirms(): Promise<void>;
    }>;
    close(): Promise<void>;
  }>;
}

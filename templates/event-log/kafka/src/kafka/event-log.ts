import { assertSize, type Message } from '@app/messages';
import { Admin, Producer, ProduceAcks, stringSerializers } from '@platformatic/kafka';
import { Consumer } from '../consumption/consumer.ts';
import type {
  DeadLetter,
  DeadLetters,
  EventLog,
  Lag,
  Subscription,
  SubscriptionOptions,
  Topic,
} from '../event-log.ts';
import type { EventLogOptions } from '../open.ts';
import { portionsOf } from '../portion.ts';
import { type Connection, connectionOf } from './connection.ts';
import { DeadLetterTopic } from './dead-letters.ts';
import { lagOf } from './lag.ts';
import { joinGroup } from './membership.ts';
import { mostOfRequest, recordOf } from './records.ts';
import { declare } from './topics.ts';

/** The event log in Kafka. */
export class KafkaEventLog implements EventLog {
  readonly #options: Required<EventLogOptions>;
  readonly #connection: Connection;
  readonly #admin: Admin;
  readonly #producer: Producer<string, string, string, string>;
  readonly #subscriptions = new Set<Subscription>();

  constructor(options: Required<EventLogOptions>) {
    this.#options = options;
    this.#connection = connectionOf(options);
    this.#admin = new Admin({ ...this.#connection, retries: 3 });
    this.#producer = new Producer({
      ...this.#connection,
      serializers: stringSerializers,
      idempotent: true,
      acks: ProduceAcks.ALL,
      retries: 5,
    });
  }

  async declare(topics: readonly Topic[]): Promise<void> {
    await declare(this.#admin, topics);
    // The producer would go on with the partitions that it knows.
    this.#producer.clearMetadata();
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    messages.forEach(assertSize);
    for (const portion of portionsOf(messages, mostOfRequest, (message) => message)) {
      await this.#producer.send({ messages: portion.map((one) => recordOf(topic, one)) });
    }
  }

  subscribe(options: SubscriptionOptions): Subscription {
    const { memberTimeoutMs, log } = this.#options;
    const join = joinGroup({
      connection: this.#connection,
      admin: this.#admin,
      group: options.group,
      topics: options.topics,
      timeoutMs: memberTimeoutMs,
      lettersOf: (topic) => this.#lettersOf({ topic, group: options.group }),
      log,
    });
    const consumer = new Consumer(options, join, log);
    this.#subscriptions.add(consumer);
    return consumer;
  }

  lag(group: string): Promise<readonly Lag[]> {
    return lagOf(this.#admin, group);
  }

  async deadLetters({
    limit,
    ...of
  }: DeadLetters & { readonly limit: number }): Promise<readonly DeadLetter[]> {
    const all = await this.#lettersOf(of).read();
    return all.slice(0, limit).map(({ letter }) => letter);
  }

  async redrive({ ids, ...of }: DeadLetters & { readonly ids?: readonly string[] }) {
    const letters = this.#lettersOf(of);
    const all = await letters.read();
    const chosen = ids ? all.filter(({ letter }) => ids.includes(letter.message.id)) : all;
    await letters.redrive(chosen);
    return chosen.length;
  }

  async ready(): Promise<void> {
    await this.#admin.metadata({ topics: [], forceUpdate: true });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#producer.close();
    await this.#admin.close();
  }

  #lettersOf(of: DeadLetters): DeadLetterTopic {
    return new DeadLetterTopic(of, this.#connection, this.#admin, this.#producer);
  }
}

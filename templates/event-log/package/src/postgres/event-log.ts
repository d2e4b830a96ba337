import { createPool, type Pool } from '@app/database';
import { Wakeups } from '@app/database/wakeups';
import { assertSize, type Message } from '@app/messages';
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
import { channel } from './channel.ts';
import { listDeadLetters, redrive } from './dead-letters.ts';
import { joinGroup } from './membership.ts';
import { publish } from './publish.ts';
import { Retention } from './retention.ts';
import { declare } from './topics.ts';

/** The event log in the schema `event_log` of a Postgres database. */
export class PostgresEventLog implements EventLog {
  readonly #options: Required<EventLogOptions>;
  readonly #pool: Pool;
  readonly #wakeups: Wakeups;
  readonly #retention: Retention;
  readonly #subscriptions = new Set<Subscription>();

  constructor(options: Required<EventLogOptions>) {
    const { url, clientId, log } = options;
    this.#options = options;
    const onError = (error: Error) => log.warn({ err: error }, 'a connection to the log broke');
    this.#pool = createPool({ url, onError });
    this.#wakeups = new Wakeups({ url, clientId, channel });
    this.#retention = new Retention(this.#pool);
  }

  async declare(topics: readonly Topic[]): Promise<void> {
    await declare(this.#pool, topics);
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    messages.forEach(assertSize);
    await this.#pool.transaction((transaction) => publish(transaction, topic, messages));
  }

  subscribe(options: SubscriptionOptions): Subscription {
    this.#retention.start();
    const { memberTimeoutMs, log } = this.#options;
    const group = { name: options.group, topics: options.topics, timeoutMs: memberTimeoutMs };
    const join = joinGroup(this.#pool, this.#wakeups, group, log);
    const consumer = new Consumer(options, join, log);
    this.#subscriptions.add(consumer);
    return consumer;
  }

  lag(group: string): Promise<readonly Lag[]> {
    return this.#pool.query<Lag & { topic: string }>(
      `SELECT topic, partition,
         greatest(next_offset - greatest(positions."offset", coalesce(oldest, next_offset)), 0) AS behind
       FROM event_log.positions JOIN event_log.partitions USING (topic, partition)
       CROSS JOIN LATERAL (
         SELECT min("offset") AS oldest FROM event_log.messages
         WHERE topic = positions.topic AND partition = positions.partition
       ) AS kept
       WHERE group_name = $1 ORDER BY topic, partition`,
      [group],
    );
  }

  deadLetters(of: DeadLetters & { readonly limit: number }): Promise<readonly DeadLetter[]> {
    return listDeadLetters(this.#pool, of);
  }

  redrive(of: DeadLetters & { readonly ids?: readonly string[] }): Promise<number> {
    return this.#pool.transaction((transaction) => redrive(transaction, of));
  }

  ready(): Promise<void> {
    return this.#pool.ping();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#retention.stop();
    await this.#wakeups.close();
    await this.#pool.close();
  }
}

import type { Message } from '@app/messages';

/** An ordered log of messages that many groups of consumers read, each at its own pace. */
export interface EventLog {
  /** Makes topics that are not there yet, and gives those that are their retention and more partitions. */
  declare(topics: readonly Topic[]): Promise<void>;
  /**
   * Appends messages; resolves once they outlive a crash of the broker. Those of one key keep their
   * order, also across calls that wait for each other. When it rejects, some may have been appended.
   */
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  /** Starts to consume. While the broker is away it waits, and goes on when it is back. */
  subscribe(options: SubscriptionOptions): Subscription;
  /** How far a group is behind, for each partition of which it has been a consumer. */
  lag(group: string): Promise<readonly Lag[]>;
  /** The messages that a group gave up, the oldest first. */
  deadLetters(of: DeadLetters & { readonly limit: number }): Promise<readonly DeadLetter[]>;
  /**
   * Gives dead letters to their group once more, and to no other group; they keep their ids.
   *
   * @param of with `ids`: only the messages of these ids
   * @returns how many
   */
  redrive(of: DeadLetters & { readonly ids?: readonly string[] }): Promise<number>;
  /** Rejects when the broker does not answer. */
  ready(): Promise<void>;
  /** Stops all subscriptions, then closes the connections. */
  close(): Promise<void>;
}

export interface Topic {
  readonly name: string;
  /** The most members of a group that can share the topic. A key changes its partition when this grows. */
  readonly partitions: number;
  /** How long messages are kept, in milliseconds, consumed or not. */
  readonly retentionMs: number;
}

export interface SubscriptionOptions {
  /** Consumers of one group share the partitions. A new group starts with the oldest message. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Takes one message, and resolves once its effect is durable; only then is it committed. It may come
   * again after a crash or a rebalance. Rejecting with `Unprocessable` makes it a dead letter at once.
   */
  handle(message: Message, delivery: Delivery): Promise<void>;
  /**
   * By topic, takes several messages of one partition at a time, in their order, and resolves once all
   * their effects are durable; only then are they committed. When it rejects, each of them goes to
   * `handle`, so that what fails is tried again, and given up, alone. A message that waits alone goes there
   * at once, as do those of a topic that is left out.
   */
  readonly together?: Readonly<Record<string, HandleTogether>>;
  /** How often a message is tried before it is a dead letter. Its partition waits meanwhile. */
  readonly attempts: number;
  /** The longest pause before the second attempt, in milliseconds; it doubles with each, up to 30 s. */
  readonly backoffMs: number;
  /** The most handlers at work at a time, over all partitions; 8 by default. */
  readonly parallel?: number;
}

/** Takes messages that follow each other in a partition, at least two: 100 at most, and 1 MiB. */
export type HandleTogether = (messages: readonly Message[]) => Promise<void>;

/** Where a message comes from. */
export interface Delivery {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Counts from 1. */
  readonly attempt: number;
}

export interface Subscription {
  /** Takes nothing new, finishes what is in hand, commits it, and leaves the group. */
  stop(): Promise<void>;
}

export interface Lag {
  readonly topic: string;
  readonly partition: number;
  /** Messages that are not committed yet. */
  readonly behind: number;
}

/** The dead letters of one group from one topic. */
export interface DeadLetters {
  readonly topic: string;
  readonly group: string;
}

/** A message that a group gave up. */
export interface DeadLetter {
  readonly message: Message;
  readonly reason: string;
  readonly attempts: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** What the event log logs with, a part of pino. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

import type { Message } from '@app/messages';

/** Queues of tasks: each task is done by one of many workers, once at least and in no order. */
export interface TaskQueue {
  /** Makes queues that are not there yet, each with a place for its dead letters. */
  declare(queues: readonly string[]): Promise<void>;
  /**
   * Adds tasks; resolves once they outlive a crash of the broker. When it rejects, some may have been
   * added: who tries again adds them twice.
   *
   * @throws Error when the queue is not declared
   * @throws OversizedMessage before any is added
   */
  enqueue(queue: string, messages: readonly Message[]): Promise<void>;
  /** Starts to work. While the broker is away it waits, and goes on when it is back. */
  work(options: WorkOptions): Worker;
  depth(queue: string): Promise<Depth>;
  /** Tasks that were given up, in no order; two who look at the same time may each see a part. */
  deadLetters(queue: string, limit: number): Promise<readonly DeadLetter[]>;
  /**
   * Puts dead letters back into their queue, with their ids and with all attempts before them.
   *
   * @param ids only the messages of these ids
   * @returns how many
   */
  redrive(queue: string, ids?: readonly string[]): Promise<number>;
  /** Rejects when the broker does not answer. */
  ready(): Promise<void>;
  /** Stops all workers, then closes the connections. */
  close(): Promise<void>;
}

export interface WorkOptions {
  readonly queue: string;
  /** The most tasks in hand at a time; at least 1. */
  readonly prefetch: number;
  /**
   * Does one task, and resolves once its effect is durable; only then is it taken off the queue. It may
   * come again after a crash. Rejecting with `Unprocessable` makes it a dead letter at once.
   */
  handle(message: Message, delivery: Delivery): Promise<void>;
  /** How often a task is tried before it is a dead letter. Others are done meanwhile. */
  readonly attempts: number;
  /** The pause before the second attempt, in milliseconds; it doubles with each, up to an hour. */
  readonly backoffMs: number;
}

export interface Delivery {
  /** Counts from 1. An attempt that ended with its worker is made again under the same number. */
  readonly attempt: number;
}

export interface Worker {
  /** Takes nothing new, and resolves once what is in hand is finished. */
  stop(): Promise<void>;
}

export interface Depth {
  /** Tasks that could be done now; not those in hand, nor those that pause before another attempt. */
  readonly waiting: number;
  /** Tasks that were given up. */
  readonly dead: number;
}

/** A task that was given up. */
export interface DeadLetter {
  readonly message: Message;
  readonly reason: string;
  readonly attempts: number;
}

/** What the task queue logs with, a part of pino. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

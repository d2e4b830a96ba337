import { assertSize, type Message } from '@app/messages';
import type { TaskQueueOptions } from '../open.ts';
import type { DeadLetter, Depth, TaskQueue, Worker, WorkOptions } from '../task-queue.ts';
import { Connection } from './connection.ts';
import { listDeadLetters, redrive } from './dead-letters.ts';
import { pack } from './envelope.ts';
import { Publisher } from './publisher.ts';
import { deadLettersOf, declareQueue } from './queues.ts';
import { RabbitmqWorker } from './worker.ts';

/** The task queue in quorum queues of RabbitMQ. */
export class RabbitmqTaskQueue implements TaskQueue {
  readonly #options: Required<TaskQueueOptions>;
  readonly #connection: Connection;
  readonly #publisher: Publisher;
  readonly #workers: Worker[] = [];

  constructor(options: Required<TaskQueueOptions>) {
    this.#options = options;
    this.#connection = new Connection(options);
    this.#publisher = new Publisher(this.#connection);
  }

  async declare(queues: readonly string[]): Promise<void> {
    await this.#connection.use(async (channel) => {
      for (const queue of queues) await declareQueue(channel, queue);
    });
  }

  async enqueue(queue: string, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    messages.forEach(assertSize);
    const envelopes = messages.map((message) => pack(message, { attempts: 0 }));
    await this.#publisher.publish(queue, envelopes);
  }

  work(options: WorkOptions): Worker {
    const worker = new RabbitmqWorker(options, this.#connection, this.#options.log);
    this.#workers.push(worker);
    return worker;
  }

  depth(queue: string): Promise<Depth> {
    return this.#connection.use(async (channel) => {
      const waiting = await channel.checkQueue(queue);
      const dead = await channel.checkQueue(deadLettersOf(queue));
      return { waiting: waiting.messageCount, dead: dead.messageCount };
    });
  }

  deadLetters(queue: string, limit: number): Promise<readonly DeadLetter[]> {
    return this.#connection.use((channel) => listDeadLetters(channel, queue, limit));
  }

  redrive(queue: string, ids?: readonly string[]): Promise<number> {
    return this.#connection.use((channel) => redrive(channel, queue, ids));
  }

  async ready(): Promise<void> {
    // To open a channel takes an answer.
    await this.#connection.use(async () => undefined);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.#connection.close();
  }
}

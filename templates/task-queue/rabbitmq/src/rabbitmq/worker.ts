import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { attempt, type Failure } from '../attempt.ts';
import { Outage } from '../outage.ts';
import type { Log, Worker, WorkOptions } from '../task-queue.ts';
import type { Connection } from './connection.ts';
import { historyOf, pack, unpack } from './envelope.ts';
import { publish } from './publish.ts';
import { deadLettersOf, declarePause } from './queues.ts';

/** Pause before another try to consume, in milliseconds. */
const retryMs = 500;

/** Consumes a queue over a channel of its own, and over another one when that is lost. */
export class RabbitmqWorker implements Worker {
  readonly #options: WorkOptions;
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #outage: Outage;
  readonly #stopping = new AbortController();
  readonly #stopped = once(this.#stopping.signal, 'abort');
  readonly #inHand = new Set<Promise<void>>();
  readonly #running: Promise<void>;

  constructor(options: WorkOptions, connection: Connection, log: Log) {
    this.#options = options;
    this.#connection = connection;
    this.#log = log;
    this.#outage = new Outage(log);
    this.#running = this.#run();
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#connection.use((channel) => this.#consume(channel));
      } catch (error) {
        this.#outage.failed(error);
        // What is in hand comes again to somebody; together with new ones it would be too much.
        await Promise.all(this.#inHand);
        await wait(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Resolves when the worker is stopped; rejects when the channel is lost. */
  async #consume(channel: ConfirmChannel): Promise<void> {
    const lost = once(channel, 'close').then(() => {
      throw new Error('the connection was lost');
    });
    // It may come when nobody waits for it any more.
    lost.catch(() => undefined);
    await channel.prefetch(this.#options.prefetch);
    const consuming = channel.consume(this.#options.queue, (delivered) => {
      if (delivered) this.#take(channel, delivered);
      // The queue was deleted.
      else channel.close().catch(() => undefined);
    });
    const started = consuming.then(({ consumerTag }) => {
      this.#outage.worked();
      return consumerTag;
    });
    const consumerTag = await Promise.race([started, lost]);
    await Promise.race([this.#stopped, lost]);
    await Promise.race([channel.cancel(consumerTag), lost]);
    await Promise.all(this.#inHand);
  }

  #take(channel: ConfirmChannel, delivered: ConsumeMessage): void {
    // Come before the cancel arrived: it goes back, which does not count as a delivery.
    if (this.#stopping.signal.aborted) channel.nack(delivered, false, true);
    else {
      const done = this.#do(channel, delivered).finally(() => this.#inHand.delete(done));
      this.#inHand.add(done);
    }
  }

  async #do(channel: ConfirmChannel, delivered: ConsumeMessage): Promise<void> {
    const failure = await this.#try(delivered);
    try {
      if (failure) await this.#passOn(channel, delivered, failure);
      channel.ack(delivered);
    } catch (error) {
      const messageId = delivered.properties.messageId;
      this.#log.warn({ err: error, messageId }, 'cannot say what became of a task: it comes again');
      // Not only given back: that would not count as a delivery, and it might come again for ever.
      await abandon(channel);
    }
  }

  async #try(delivered: ConsumeMessage): Promise<Failure | undefined> {
    const message = unpack(delivered);
    const { attempts } = historyOf(delivered);
    // A consumer could not tell such tasks apart, and would do only the first of them.
    if (message.id === '') return { attempts, reason: 'it has no message id', pauseMs: undefined };
    return attempt(message, attempts, this.#options);
  }

  /** Puts a copy where it belongs now; acknowledged only after that, it can be doubled, but not lost. */
  async #passOn(
    channel: ConfirmChannel,
    delivered: ConsumeMessage,
    { attempts, reason, pauseMs }: Failure,
  ): Promise<void> {
    const { queue } = this.#options;
    const message = unpack(delivered);
    const envelope = pack(message, { attempts, reason });
    if (pauseMs !== undefined) {
      await publish(channel, await declarePause(channel, queue, pauseMs), [envelope]);
      return;
    }
    await publish(channel, deadLettersOf(queue), [envelope]);
    const fields = { messageId: message.id, reason, attempts };
    this.#log.warn(fields, 'gave a task up: it is a dead letter');
  }
}

/** Gives all that is in hand over the channel back to RabbitMQ. */
async function abandon(channel: ConfirmChannel): Promise<void> {
  try {
    await channel.close();
  } catch {
    // It is lost, so all has been given back.
  }
}

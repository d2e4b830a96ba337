import type { ConfirmChannel } from 'amqplib';
import type { Connection } from './connection.ts';
import type { Envelope } from './envelope.ts';
import { publish } from './publish.ts';

/** Adds tasks over a channel that it keeps open. */
export class Publisher {
  readonly #connection: Connection;
  #channel: Promise<ConfirmChannel> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async publish(queue: string, envelopes: readonly Envelope[]): Promise<void> {
    this.#channel ??= this.#open();
    await publish(await this.#channel, queue, envelopes);
  }

  async #open(): Promise<ConfirmChannel> {
    try {
      const channel = await this.#connection.channel();
      channel.on('close', () => {
        this.#channel = undefined;
      });
      return channel;
    } catch (error) {
      this.#channel = undefined;
      throw error;
    }
  }
}

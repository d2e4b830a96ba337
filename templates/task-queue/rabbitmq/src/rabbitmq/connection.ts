import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import type { TaskQueueOptions } from '../open.ts';

/** How long connecting may take, in milliseconds. */
const connectTimeoutMs = 5_000;

/** One connection to RabbitMQ, made when a channel is asked for, and again when it has been lost. */
export class Connection {
  readonly #url: string;
  readonly #clientId: string;
  #model: Promise<ChannelModel> | undefined;

  constructor({ url, clientId, workerTimeoutMs }: Required<TaskQueueOptions>) {
    this.#url = withHeartbeat(url, workerTimeoutMs);
    this.#clientId = clientId;
  }

  /** Opens a channel; when that or anything on it fails, it emits `close`. */
  async channel(): Promise<ConfirmChannel> {
    this.#model ??= this.#connect();
    const model = await this.#model;
    const channel = await model.createConfirmChannel();
    // Unheard, an error would end the process; whoever asked for something on the channel gets it too.
    channel.on('error', () => undefined);
    return channel;
  }

  /** Does something on a channel of its own: an error closes the whole channel. */
  async use<Result>(work: (channel: ConfirmChannel) => Promise<Result>): Promise<Result> {
    const channel = await this.channel();
    let closed = false;
    channel.on('close', () => {
      closed = true;
    });
    try {
      return await work(channel);
    } finally {
      if (!closed) await channel.close().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    const model = await this.#model?.catch(() => undefined);
    await model?.close().catch(() => undefined);
  }

  async #connect(): Promise<ChannelModel> {
    try {
      const clientProperties = { connection_name: this.#clientId };
      const model = await connect(this.#url, { timeout: connectTimeoutMs, clientProperties });
      model.on('error', () => undefined);
      model.on('close', () => {
        this.#model = undefined;
      });
      return model;
    } catch (error) {
      this.#model = undefined;
      throw error;
    }
  }
}

/** Either side takes the other for lost after two heartbeats, in seconds, that did not come. */
function withHeartbeat(url: string, timeoutMs: number): string {
  const address = new URL(url);
  address.searchParams.set('heartbeat', String(Math.max(1, Math.round(timeoutMs / 2_000))));
  return address.href;
}

import pg from 'pg';
import { channel } from './lanes.ts';

/** Pause before another try to listen, in milliseconds; until then a relay looks by itself. */
const retryMs = 1_000;

/** Hears when something was put in the outbox for a broker, by any process on the database. */
export class Wakeups {
  readonly #url: string;
  readonly #broker: string;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #news = false;
  #wake: () => void = () => undefined;
  #closed = false;

  constructor(url: string, broker: string) {
    this.#url = url;
    this.#broker = broker;
    void this.#listen();
  }

  /** From now on `wait` waits for what was not yet said. */
  forget(): void {
    this.#news = false;
  }

  /** Resolves on news, on those since `forget` at once, at the latest after a time in milliseconds. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#news || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const end = () => resolve();
    signal.addEventListener('abort', end);
    this.#wake = end;
    await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => {
      if (payload === this.#broker) this.#tell();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      // What was said before, nobody heard.
      this.#tell();
    } catch {
      this.#lost(client);
    }
  }

  #tell(): void {
    this.#news = true;
    this.#wake();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    if (!this.#closed) this.#retry = setTimeout(() => void this.#listen(), retryMs);
  }
}

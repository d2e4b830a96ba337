import pg from 'pg';

export interface WakeupOptions {
  readonly url: string;
  /** Says to the server who listens. */
  readonly clientId: string;
  /** On which a name is said when there is news of it. */
  readonly channel: string;
}

/** Pause before another try to listen, in milliseconds; until then who waits looks by itself. */
const retryMs = 1_000;

/** Wakes who waits for news, from all processes on the database. */
export class Wakeups {
  readonly #options: WakeupOptions;
  readonly #waiting = new Map<() => void, ReadonlySet<string>>();
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: WakeupOptions) {
    this.#options = options;
  }

  /** Resolves when there may be news of one of the names, at the latest after a time in milliseconds. */
  async wait(names: readonly string[], ms: number, signal?: AbortSignal): Promise<void> {
    if (!this.#client && !this.#retry && !this.#closed) void this.#listen();
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#waiting.set(end, new Set(names));
      signal?.addEventListener('abort', end);
      if (signal?.aborted || this.#closed) end();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const end of [...this.#waiting.keys()]) end();
    await this.#client?.end().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const { url, clientId, channel } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      application_name: clientId,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload = '' }) => this.#wake((names) => names.has(payload)));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      // What was said before nobody heard.
      this.#wake(() => true);
    } catch {
      this.#lost(client);
    }
  }

  #wake(concerns: (names: ReadonlySet<string>) => boolean): void {
    for (const [end, names] of [...this.#waiting]) if (concerns(names)) end();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    if (this.#closed) return;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.#listen();
    }, retryMs);
  }
}

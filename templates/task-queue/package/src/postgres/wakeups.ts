import pg from 'pg';

/** The channel on which is said to which queue tasks were added. */
export const channel = 'task_queue';

/** Pause before another try to listen, in milliseconds; until then workers look by themselves. */
const retryMs = 1_000;

/** Wakes workers when any process adds tasks. */
export class Wakeups {
  readonly #settings: pg.ClientConfig;
  readonly #waiting = new Map<() => void, string>();
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, clientId: string) {
    this.#settings = { connectionString: url, application_name: clientId, keepAlive: true };
  }

  /** Resolves when there may be tasks, when the signal aborts, and at the latest after a time in milliseconds. */
  async wait(queue: string, ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#client && !this.#retry && !this.#closed) void this.#listen();
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#waiting.set(end, queue);
      signal.addEventListener('abort', end);
      if (signal.aborted || this.#closed) end();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#wake();
    await this.#client?.end().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const client = new pg.Client(this.#settings);
    this.#client = client;
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => this.#wake(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      // What was said before nobody heard.
      this.#wake();
    } catch {
      this.#lost(client);
    }
  }

  #wake(queue?: string): void {
    for (const [end, of] of [...this.#waiting]) if (queue === undefined || of === queue) end();
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

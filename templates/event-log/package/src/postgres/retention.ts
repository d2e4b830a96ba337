import type { Database } from '@app/database';

/** Time between two looks for old messages, in milliseconds. */
const intervalMs = 60_000;

/** Removes messages that are older than their topic keeps them. */
export class Retention {
  readonly #database: Database;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.#running = removeOldMessages(this.#database).catch(() => undefined);
    }, intervalMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}

export async function removeOldMessages(database: Database): Promise<void> {
  await database.query(
    `DELETE FROM event_log.messages USING event_log.topics
     WHERE topic = name AND published_at < now() - retention_ms * interval '1 millisecond'`,
  );
}

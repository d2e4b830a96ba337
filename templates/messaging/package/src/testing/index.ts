import type { Database } from '@app/database';

/** An event or a task, as a test sees it that waits to be published. */
export interface Published {
  readonly id: string;
  /** The topic, or the queue. */
  readonly destination: string;
  readonly type: string;
  readonly subject: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type has data of its own, and a test knows which
  readonly data: any;
}

/** What a service has to tell, in the order in which it does. */
export async function published(database: Database): Promise<readonly Published[]> {
  const rows = await database.query<{ destination: string; body: string }>(
    'SELECT destination, body FROM outbox.messages ORDER BY position',
  );
  return rows.map(({ destination, body }) => {
    const { id, type, subject, data } = JSON.parse(body);
    return { id, destination, type, subject, data };
  });
}

import type { Database } from '@app/database';
import { measured } from '@app/database/measurements';
import type { Measured } from '@app/http-server';

/** Rows that are counted at most: an outbox that long is in trouble, and counting takes time. */
const countedAtMost = 100_000;

interface Measurement {
  readonly messages: number;
  readonly oldestSeconds: number;
}

/**
 * How many messages wait in the outbox, and for how long the oldest does. All instances measure the same
 * table. Not a number while the database is away.
 */
export function outboxGauges(database: Database): Readonly<Record<string, Measured>> {
  const read = measured(['messages', 'oldestSeconds'], () => measure(database));
  return {
    outbox_messages: {
      help: `Messages that wait in the outbox, up to ${countedAtMost}`,
      read: () => read('messages'),
    },
    outbox_oldest_seconds: {
      help: 'How long the oldest message has waited in the outbox',
      read: () => read('oldestSeconds'),
    },
  };
}

async function measure(database: Database): Promise<Measurement | undefined> {
  const [row] = await database.query<Measurement & { [column: string]: unknown }>(
    `SELECT
       (SELECT count(*) FROM (SELECT FROM outbox.messages LIMIT $1) AS counted) AS messages,
       COALESCE((
         SELECT extract(epoch FROM now() - created_at)::float8
         FROM outbox.messages ORDER BY position LIMIT 1
       ), 0) AS "oldestSeconds"`,
    [countedAtMost],
  );
  return row;
}

import { defineService, sqlStorage } from '@app/chassis';
import { emailQueue, welcome } from '@app/contracts/email-tasks';
import { userEvents } from '@app/contracts/user-events';
import type { Database, Row } from '@app/database';
import { Type } from '@app/http-server';
import { withOutbox } from '@app/outbox';
import { brokers, enqueue, exchangeMessages, inTransaction } from '../src/index.ts';

/** What a test does in the middle of what the service does. */
export interface Interruptions {
  /** Runs while an event is in hand. */
  readonly duringEvent?: () => Promise<void>;
  readonly duringTask?: (name: string) => Promise<void>;
}

/** In the place of the service `email`: keeps the names of users, and asks itself to greet them. */
export function greetingService({ duringEvent, duringTask }: Interruptions = {}) {
  return defineService({
    name: 'email',
    settings: Type.Object({ ...brokers }),
    storage: withOutbox(
      sqlStorage({ schema: 'greetings', migrations: `${import.meta.dirname}/migrations` }),
    ),
    create: ({ platform: { log }, store, settings }) => {
      const keep = inTransaction(store, 'email', userEvents, {
        'users.user-registered': async ({ subject, data }, transaction) => {
          await duringEvent?.();
          await addName(transaction, subject, data.name);
          await enqueue(transaction, emailQueue, welcome, { subject, data });
        },
      });
      const greet = inTransaction(store, 'greetings', emailQueue, {
        'email.welcome': async ({ data }) => duringTask?.(data.name),
      });
      return {
        mounts: {
          '': async (server) =>
            exchangeMessages(server, {
              service: 'email',
              settings,
              store,
              log,
              events: { topics: [userEvents], handle: keep },
              tasks: { queue: emailQueue, handle: greet },
            }),
        },
      };
    },
  });
}

async function addName(database: Database, id: string, name: string): Promise<void> {
  await database.query('INSERT INTO greetings.names (id, name) VALUES ($1, $2)', [id, name]);
}

/** All names, in the order of the ids. */
export async function namesIn(database: Database): Promise<readonly string[]> {
  const rows = await database.query<Row & { name: string }>(
    'SELECT name FROM greetings.names ORDER BY id',
  );
  return rows.map(({ name }) => name);
}

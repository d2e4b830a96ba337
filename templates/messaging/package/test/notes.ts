import { defineService, sqlStorage } from '@app/chassis';
import type { Database, Row } from '@app/database';
import { defineEvent, defineTopic } from '@app/events';
import { Type } from '@app/http-server';
import { withOutbox } from '@app/outbox';
import { brokers, enqueue, exchangeMessages, inTransaction } from '../src/index.ts';

export const noted = defineEvent(
  'authors.noted',
  'Somebody wrote something down',
  Type.Object({ text: Type.String() }),
);

export const noteEvents = defineTopic({
  name: 'note-events',
  about: 'What is written down; the subject is the note.',
  events: [noted],
});

export const print = defineEvent(
  'printer.print',
  'Print a note',
  Type.Object({ text: Type.String() }),
);

export const printQueue = defineTopic({
  name: 'print-queue',
  about: 'Notes to print.',
  events: [print],
});

/** What a test does in the middle of what the service does. */
export interface Interruptions {
  /** Runs while an event is in hand. */
  readonly duringEvent?: () => Promise<void>;
  readonly duringTask?: (text: string) => Promise<void>;
}

/** A small service that keeps what it hears of, and prints it: it works its own queue. */
export function notesService({ duringEvent, duringTask }: Interruptions = {}) {
  return defineService({
    name: 'notes',
    settings: Type.Object({ ...brokers }),
    storage: withOutbox(
      sqlStorage({ schema: 'notes', migrations: `${import.meta.dirname}/migrations` }),
    ),
    create: ({ platform: { log }, store, settings }) => {
      const keep = inTransaction(store, 'notes', noteEvents, {
        'authors.noted': async ({ subject, data }, transaction) => {
          await duringEvent?.();
          await addNote(transaction, subject, data.text);
          await enqueue(transaction, printQueue, print, { subject, data });
        },
      });
      const work = inTransaction(store, 'printer', printQueue, {
        'printer.print': async ({ data }) => duringTask?.(data.text),
      });
      return {
        mounts: {
          '': async (server) =>
            exchangeMessages(server, {
              service: 'notes',
              settings,
              store,
              log,
              events: { topics: [noteEvents], handle: keep },
              tasks: { queue: printQueue, handle: work },
            }),
        },
      };
    },
  });
}

async function addNote(database: Database, id: string, text: string): Promise<void> {
  await database.query('INSERT INTO notes.notes (id, text) VALUES ($1, $2)', [id, text]);
}

/** The texts of all notes, in the order of their ids. */
export async function notesIn(database: Database): Promise<readonly string[]> {
  const rows = await database.query<Row & { text: string }>(
    'SELECT text FROM notes.notes ORDER BY id',
  );
  return rows.map(({ text }) => text);
}

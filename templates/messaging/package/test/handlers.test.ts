import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '@app/chassis/testing';
import { createPool, type Pool } from '@app/database';
import { newMessage } from '@app/events';
import { type Message, Unprocessable } from '@app/messages';
import { prepareOutbox } from '@app/outbox';
import { byTopic, enqueue, inSharedTransaction, inTransaction, publish } from '../src/index.ts';
import { published } from '../src/testing/index.ts';
import { noted, noteEvents, print, printQueue } from './notes.ts';

let database: TestDatabase;
let pool: Pool;

before(async () => {
  database = await createTestDatabase();
  const { url, ownerUrl } = database;
  await prepareOutbox({ ownerUrl, appUrl: url, log: () => undefined });
  pool = createPool({ url, onError: () => undefined });
});

beforeEach(() => pool.query('DELETE FROM outbox.messages'));

after(async () => {
  await pool.close();
  await database.close();
});

function note(text: string): Message {
  return newMessage(noteEvents, noted, { subject: 'note-1', data: { text } });
}

/** Asks for a print of each note; notes named `torn` cannot be read to the end. */
function asking(consumer: string) {
  return inTransaction(pool, consumer, noteEvents, {
    'authors.noted': async ({ subject, data }, transaction) => {
      await enqueue(transaction, printQueue, print, { subject, data });
      if (data.text === 'torn') throw new Error('the note is torn');
    },
  });
}

test('an event takes effect once, however often and wherever it comes', async () => {
  const message = note('milk');
  const handle = asking('desk');
  await Promise.all([handle(message), handle(message), asking('desk')(message)]);
  await handle(message);
  assert.equal((await published(pool)).length, 1);
});

test('each consumer has its own effect of an event', async () => {
  const message = note('milk');
  await asking('one desk')(message);
  await asking('another desk')(message);
  assert.equal((await published(pool)).length, 2);
});

test('what fails leaves nothing behind, and may come again', async () => {
  const torn = note('torn');
  const handle = asking('desk');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await assert.rejects(handle(torn), /the note is torn/);
  }
  assert.deepEqual(await published(pool), []);
});

/** The same for several notes in one transaction, and the ids of the transactions. */
function askingTogether() {
  const transactions = new Set<string>();
  const { together = {} } = inSharedTransaction(pool, 'desk', noteEvents, {
    'authors.noted': async ({ subject, data }, transaction) => {
      const [row] = await transaction.query<{ id: string }>('SELECT pg_current_xact_id() AS id');
      transactions.add(String(row?.id));
      await enqueue(transaction, printQueue, print, { subject, data });
      if (data.text === 'torn') throw new Error('the note is torn');
    },
  });
  const handle = together[noteEvents.name];
  assert.ok(handle);
  return { handle, transactions };
}

test('events that share a transaction take effect in their order, each once', async () => {
  const notes = ['a', 'b', 'c'].map(note);
  const { handle, transactions } = askingTogether();
  await handle(notes);
  await handle([...notes, ...notes, note('d')]);
  const texts = (await published(pool)).map(({ data }) => data.text);
  assert.deepEqual(texts, ['a', 'b', 'c', 'd']);
  assert.equal(transactions.size, 2);
});

test('of events that share a transaction none takes effect when one fails', async () => {
  const { handle } = askingTogether();
  await assert.rejects(handle([note('a'), note('torn'), note('b')]), /the note is torn/);
  assert.deepEqual(await published(pool), []);
});

test('what shares a transaction can be handled alone, and is known by its topic', async () => {
  const shared = inSharedTransaction(pool, 'desk', noteEvents, {});
  const alone = inTransaction(pool, 'desk', printQueue, {});
  const handle = byTopic({ [noteEvents.name]: shared, [printQueue.name]: alone });
  await handle(note('a'), { topic: noteEvents.name });
  assert.deepEqual(Object.keys(handle.together ?? {}), [noteEvents.name]);
});

test('what is no event of the topic is unprocessable', async () => {
  const handle = asking('desk');
  const message = { ...note('milk'), body: '{}' };
  await assert.rejects(handle(message), (error) => error instanceof Unprocessable);
  const task = newMessage(printQueue, print, { subject: 'note-1', data: { text: 'milk' } });
  await assert.rejects(handle(task), /unknown type/);
});

test('each message goes to what handles its topic', async () => {
  const seen: string[] = [];
  const handle = byTopic({
    'note-events': async ({ id }) => void seen.push(`note ${id}`),
    'print-events': async ({ id }) => void seen.push(`print ${id}`),
  });
  const message = note('milk');
  await handle(message, { topic: 'print-events' });
  await handle(message, { topic: 'note-events' });
  assert.deepEqual(seen, [`print ${message.id}`, `note ${message.id}`]);
  await assert.rejects(handle(message, { topic: 'other' }), Unprocessable);
});

test('events and tasks leave with the transaction, in their order, or not at all', async () => {
  await pool.transaction(async (transaction) => {
    await publish(transaction, noteEvents, noted, { subject: 'note-1', data: { text: 'a' } });
    await enqueue(transaction, printQueue, print, { subject: 'note-1', data: { text: 'b' } });
  });
  const failing = pool.transaction(async (transaction) => {
    await publish(transaction, noteEvents, noted, { subject: 'note-2', data: { text: 'c' } });
    throw new Error('no');
  });
  await assert.rejects(failing, /^Error: no$/);
  const told = await published(pool);
  assert.deepEqual(
    told.map(({ id: _, ...rest }) => rest),
    [
      { destination: 'note-events', type: 'authors.noted', subject: 'note-1', data: { text: 'a' } },
      { destination: 'print-queue', type: 'printer.print', subject: 'note-1', data: { text: 'b' } },
    ],
  );
});

test('an id that is given makes the same message of a repetition', async () => {
  const id = randomUUID();
  const event = { id, subject: 'note-1', data: { text: 'a' } };
  await pool.transaction((transaction) => publish(transaction, noteEvents, noted, event));
  const [told] = await published(pool);
  assert.equal(told?.id, id);
});

test('what the contract does not allow is not published', async () => {
  const event = { subject: 'note-1', data: { text: 1 as unknown as string } };
  const publishing = pool.transaction((transaction) =>
    publish(transaction, noteEvents, noted, event),
  );
  await assert.rejects(publishing, { name: 'InvalidEvent' });
});

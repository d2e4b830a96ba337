import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase, startTestService, type TestDatabase } from '@app/chassis/testing';
import { type EventLog, openEventLog, prepareEventLog } from '@app/event-log';
import { newMessage } from '@app/events';
import { openTaskQueue, prepareTaskQueue, type TaskQueue } from '@app/task-queue';
import {
  type Interruptions,
  noted,
  noteEvents,
  notesIn,
  notesService,
  printQueue,
} from './notes.ts';

const log = { info: () => undefined, warn: () => undefined };

let broker: TestDatabase;
let events: EventLog;
let tasks: TaskQueue;

before(async () => {
  broker = await createTestDatabase();
  const { url, ownerUrl } = broker;
  await prepareEventLog({ url, ownerUrl, log: () => undefined });
  await prepareTaskQueue({ url, ownerUrl, log: () => undefined });
  events = openEventLog({ url, clientId: 'test', log });
  tasks = openTaskQueue({ url, clientId: 'test', log });
  await events.declare([{ name: noteEvents.name, partitions: 2, retentionMs: 3_600_000 }]);
  await tasks.declare([printQueue.name]);
});

after(async () => {
  await Promise.all([events.close(), tasks.close()]);
  await broker.close();
});

/** The service with its data; two of them share neither. */
async function start(t: TestContext, interruptions: Interruptions) {
  const variables = { EVENT_LOG_URL: broker.url, TASK_QUEUE_URL: broker.url };
  const { server, store, close } = await startTestService(notesService(interruptions), {
    variables,
  });
  t.after(close);
  const listen = () => server.listen({ port: 0, host: '127.0.0.1' });
  return { server, store, listen };
}

async function tell(subject: string, text: string): Promise<void> {
  await events.publish(noteEvents.name, [
    newMessage(noteEvents, noted, { subject, data: { text } }),
  ]);
}

/** Waits for a condition; the test runner ends what never comes. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(10);
}

test('it exchanges messages from the moment it listens', async (t) => {
  const printed: string[] = [];
  const { store, listen } = await start(t, {
    duringTask: async (text) => void printed.push(text),
  });
  await tell('note-1', 'milk');
  // Long enough for a subscription to take what there is, were there one.
  await wait(300);
  assert.deepEqual(await notesIn(store), []);
  await listen();
  await until(() => printed.length > 0);
  assert.deepEqual(printed, ['milk']);
  assert.deepEqual(await notesIn(store), ['milk']);
});

test('when it closes it finishes what is in hand, and that takes effect once', async (t) => {
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let times = 0;
  const { server, store, listen } = await start(t, {
    async duringEvent() {
      times += 1;
      begun.resolve();
      await mayEnd.promise;
    },
  });
  await listen();
  await tell('note-2', 'bread');
  await begun.promise;
  let closed = false;
  const closing = server.close().then(() => {
    closed = true;
  });
  await wait(100);
  assert.equal(closed, false, 'it waits for the event in hand');
  assert.deepEqual(await notesIn(store), []);
  mayEnd.resolve();
  await closing;
  assert.deepEqual(await notesIn(store), ['bread']);
  const behind = await events.lag('notes');
  assert.deepEqual([times, behind.map((one) => one.behind)], [1, [0, 0]]);
});

test('what cannot be handled is a dead letter, and does not hold up the rest', async (t) => {
  const printed: string[] = [];
  const { listen } = await start(t, { duringTask: async (text) => void printed.push(text) });
  const bad = {
    ...newMessage(noteEvents, noted, { subject: 'x', data: { text: '' } }),
    body: 'no',
  };
  await events.publish(noteEvents.name, [bad]);
  await tell('x', 'eggs');
  await listen();
  await until(() => printed.includes('eggs'));
  const dead = await events.deadLetters({ topic: noteEvents.name, group: 'notes', limit: 10 });
  assert.deepEqual(
    dead.map(({ message, reason, attempts }) => [message.id, reason, attempts]),
    [[bad.id, 'unparsable: the body is not JSON', 1]],
  );
});

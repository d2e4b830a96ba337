import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createTestDatabase,
  startTestService,
  type TestDatabase,
  until,
} from '@app/chassis/testing';
import { emailQueue } from '@app/contracts/email-tasks';
import { userEvents, userRegistered } from '@app/contracts/user-events';
import { type EventLog, openEventLog, prepareEventLog } from '@app/event-log';
import { newMessage } from '@app/events';
import { openTaskQueue, prepareTaskQueue, type TaskQueue } from '@app/task-queue';
import { exchangeMessages } from '../src/index.ts';
import { greetingService, type Interruptions, namesIn } from './greetings.ts';

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
  await events.declare([{ name: userEvents.name, partitions: 2, retentionMs: 3_600_000 }]);
  await tasks.declare([emailQueue.name]);
});

after(async () => {
  await Promise.all([events.close(), tasks.close()]);
  await broker.close();
});

/** The service with its data; two of them share neither. */
async function start(t: TestContext, interruptions: Interruptions) {
  const variables = { EVENT_LOG_URL: broker.url, TASK_QUEUE_URL: broker.url };
  const { server, store, close } = await startTestService(greetingService(interruptions), {
    variables,
  });
  t.after(close);
  const listen = () => server.listen({ port: 0, host: '127.0.0.1' });
  return { server, store, listen };
}

function registered(subject: string, name: string) {
  const data = { email: 'a@example.com', name };
  return newMessage(userEvents, userRegistered, { subject, data });
}

async function tell(subject: string, name: string): Promise<void> {
  await events.publish(userEvents.name, [registered(subject, name)]);
}

test('it exchanges messages from the moment it listens', async (t) => {
  const greeted: string[] = [];
  const { store, listen } = await start(t, {
    duringTask: async (name) => void greeted.push(name),
  });
  await tell('user-1', 'Ada');
  // Long enough for a subscription to take what there is, were there one.
  await wait(300);
  assert.deepEqual(await namesIn(store), []);
  await listen();
  await until(() => greeted.length > 0);
  assert.deepEqual(greeted, ['Ada']);
  assert.deepEqual(await namesIn(store), ['Ada']);
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
  await tell('user-2', 'Grace');
  await begun.promise;
  let closed = false;
  const closing = server.close().then(() => {
    closed = true;
  });
  await wait(100);
  assert.equal(closed, false, 'it waits for the event in hand');
  assert.deepEqual(await namesIn(store), []);
  mayEnd.resolve();
  await closing;
  assert.deepEqual(await namesIn(store), ['Grace']);
  const behind = await events.lag('email');
  assert.deepEqual([times, behind.map((one) => one.behind)], [1, [0, 0]]);
});

test('what cannot be handled is a dead letter, and does not hold up the rest', async (t) => {
  const greeted: string[] = [];
  const { listen } = await start(t, { duringTask: async (name) => void greeted.push(name) });
  const bad = { ...registered('user-3', ''), body: 'no' };
  await events.publish(userEvents.name, [bad]);
  await tell('user-3', 'Edsger');
  await listen();
  await until(() => greeted.includes('Edsger'));
  const dead = await events.deadLetters({ topic: userEvents.name, group: 'email', limit: 10 });
  assert.deepEqual(
    dead.map(({ message, reason, attempts }) => [message.id, reason, attempts]),
    [[bad.id, 'unparsable: the body is not JSON', 1]],
  );
});

test('metrics show what waits and what was given up', async (t) => {
  const mayEnd = Promise.withResolvers<void>();
  t.after(() => mayEnd.resolve());
  const { server, listen } = await start(t, { duringEvent: () => mayEnd.promise });
  await listen();
  await tell('user-4', 'Barbara');
  const metrics = async () => (await server.inject('/metrics')).body;
  await until(async () => /^messages_behind\{topic="user-events"\} [1-9]/m.test(await metrics()));
  assert.match(await metrics(), /^tasks_waiting\{queue="email-queue"\} 0$/m);
  assert.match(await metrics(), /^dead_letters\{origin="user-events"\} 1$/m);
  assert.match(await metrics(), /^dead_letters\{origin="email-queue"\} 0$/m);
});

test('a service that hears of what the topology does not tell of is no service', async (t) => {
  const { server, store } = await start(t, {});
  const settings = { EVENT_LOG_URL: broker.url, TASK_QUEUE_URL: broker.url };
  const events = { topics: [userEvents], handle: async () => undefined };
  const exchange = { settings, store, log: { ...log, error: () => undefined }, events };
  assert.throws(() => exchangeMessages(server, { service: 'users', ...exchange }), /topology/);
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createTestDatabase, type TestDatabase } from '@app/chassis/testing';
import { type EventLog, openEventLog } from '@app/event-log';
import { type Message, Unprocessable } from '@app/messages';
import { openTaskQueue, type TaskQueue } from '@app/task-queue';

const log = { info: () => undefined, warn: () => undefined };
const [topic, group, queue] = ['user-events', 'email', 'email-queue'];
const poison = [newMessage(), newMessage()] as const;
const task = newMessage();

let broker: TestDatabase;
let events: EventLog;
let tasks: TaskQueue;

before(async () => {
  broker = await createTestDatabase();
  const { url } = broker;
  assert.equal((await run('prepare.ts')).code, 0);
  events = openEventLog({ url, clientId: 'test', log });
  tasks = openTaskQueue({ url, clientId: 'test', log });
});

after(async () => {
  await Promise.all([events.close(), tasks.close()]);
  await broker.close();
});

function newMessage(): Message {
  return { id: randomUUID(), key: 'key', headers: {}, body: '{}' };
}

/** Runs a program as an operator does, in a process of its own. */
async function run(program: string, ...args: readonly string[]) {
  const file = `${import.meta.dirname}/../src/programs/${program}`;
  const { url, ownerUrl } = broker;
  const env = {
    PATH: process.env.PATH,
    EVENT_LOG_URL: url,
    EVENT_LOG_OWNER_URL: ownerUrl,
    TASK_QUEUE_URL: url,
    TASK_QUEUE_OWNER_URL: ownerUrl,
  };
  const running = promisify(execFile)(process.execPath, [file, ...args], { env });
  return running.then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stderr }) => ({ code: Number(code), text: String(stderr) }),
  );
}

const refuse = { attempts: 1, backoffMs: 1 };

async function refuseAll(): Promise<void> {
  await events.publish(topic, poison);
  await tasks.enqueue(queue, [task]);
  const subscription = events.subscribe({
    ...refuse,
    group,
    topics: [topic],
    handle: () => Promise.reject(new Unprocessable('unparsable:\n\x1b[2Jno JSON')),
  });
  const handle = () => Promise.reject(new Error('nobody to write to'));
  const worker = tasks.work({ ...refuse, queue, prefetch: 1, handle });
  const of = { topic, group, limit: 10 };
  while ((await events.deadLetters(of)).length < 2 || (await tasks.depth(queue)).dead < 1) {
    await wait(20);
  }
  await Promise.all([subscription.stop(), worker.stop()]);
}

test('it lists what was given up, by where, with the reason and the attempts', async () => {
  assert.deepEqual(await run('dead-letters.ts'), { code: 0, text: 'there are no dead letters\n' });
  await refuseAll();
  const { text } = await run('dead-letters.ts');
  const [origin, one, other, ...ofQueue] = text.trimEnd().split('\n');
  assert.equal(origin, 'email user-events');
  const expected = poison.map(({ id }) => `  ${id}  tried once: unparsable: [2Jno JSON`);
  assert.deepEqual([one, other].sort(), expected.sort());
  assert.deepEqual(ofQueue, ['email-queue', `  ${task.id}  tried once: nobody to write to`]);
});

test('it redrives those that are named, then the rest', async () => {
  const [first, second] = poison;
  const some = await run('dead-letters.ts', 'redrive', group, topic, first.id);
  assert.deepEqual(some, { code: 0, text: '1 redriven of email user-events\n' });
  const left = await events.deadLetters({ topic, group, limit: 10 });
  assert.deepEqual(
    left.map(({ message }) => message.id),
    [second.id],
  );
  const rest = await run('dead-letters.ts', 'redrive', group, topic);
  assert.deepEqual(rest, { code: 0, text: '1 redriven of email user-events\n' });
  const ofQueue = await run('dead-letters.ts', 'redrive', queue, task.id);
  assert.deepEqual(ofQueue, { code: 0, text: '1 redriven of email-queue\n' });
  assert.deepEqual(await run('dead-letters.ts'), { code: 0, text: 'there are no dead letters\n' });
});

for (const args of [['help'], ['redrive'], ['redrive', 'email'], ['redrive', queue, 'no-id']]) {
  test(`it says how it is used when it is asked for ${args.join(' ')}`, async () => {
    const { code, text } = await run('dead-letters.ts', ...args);
    assert.equal(code, 1);
    assert.match(
      text,
      /^usage: dead-letters .*\n {2}email user-events\n(.*\n)? {2}email-queue\n$/s,
    );
  });
}

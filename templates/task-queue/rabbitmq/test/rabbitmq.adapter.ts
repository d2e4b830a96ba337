import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { type ChannelModel, connect } from 'amqplib';
import { message, open } from './broker.ts';
import { keepsTheContract } from './contract.ts';
import { survivesOutages } from './outage-contract.ts';

const url = process.env.TEST_RABBITMQ_URL ?? '';
assert.ok(url, 'TEST_RABBITMQ_URL is the URL of a RabbitMQ, such as amqp://127.0.0.1:5672');
const create = async () => ({ url, close: async () => undefined });

keepsTheContract(create);
survivesOutages(create);

/** A queue, and a connection of somebody who knows nothing of task queues. */
async function newQueue(t: TestContext) {
  const tasks = open(url);
  const stranger: ChannelModel = await connect(url);
  t.after(async () => {
    await stranger.close();
    await tasks.close();
  });
  const queue = `email-${randomUUID()}`;
  await tasks.declare([queue]);
  return { tasks, queue, stranger };
}

test('a task that loses its worker again and again becomes a dead letter', async (t) => {
  const { tasks, queue, stranger } = await newQueue(t);
  const added = message();
  await tasks.enqueue(queue, [added]);
  for (let loss = 0; loss < 21; loss++) {
    const channel = await stranger.createChannel();
    await until(async () => (await channel.get(queue)) !== false);
    await channel.close();
  }
  await until(async () => (await tasks.depth(queue)).dead === 1);
  assert.deepEqual(await tasks.deadLetters(queue, 9), [
    { message: added, reason: 'its workers were lost 21 times', attempts: 21 },
  ]);
  assert.equal(await tasks.redrive(queue), 1);
  await until(async () => (await tasks.depth(queue)).waiting === 1);
});

test('a task that can be put nowhere after it failed is lost neither, and comes not for ever', async (t) => {
  const { tasks, queue, stranger } = await newQueue(t);
  const channel = await stranger.createChannel();
  // A queue of that name, but another kind: the worker cannot make the one in which the task pauses.
  await channel.assertQueue(`${queue}.pause.7`);
  const [failing, good] = [message(), message()];
  const done: string[] = [];
  tasks.work({
    queue,
    prefetch: 1,
    attempts: 3,
    backoffMs: 7,
    async handle({ id }) {
      if (id === failing.id) throw new Error('not now');
      done.push(id);
    },
  });
  await tasks.enqueue(queue, [failing, good]);
  await until(async () => (await tasks.depth(queue)).dead === 1);
  await until(() => done.length === 1);
  const [letter] = await tasks.deadLetters(queue, 9);
  assert.deepEqual(letter?.message, failing);
});

test('a queue that was deleted is worked on once it is declared again', async (t) => {
  const { tasks, queue, stranger } = await newQueue(t);
  const done: string[] = [];
  const handle = async ({ id }: { id: string }) => void done.push(id);
  tasks.work({ queue, prefetch: 1, attempts: 1, backoffMs: 1, handle });
  await tasks.enqueue(queue, [message()]);
  await until(() => done.length === 1);
  const channel = await stranger.createChannel();
  await channel.deleteQueue(queue);
  await assert.rejects(tasks.enqueue(queue, [message()]), /is not declared/);
  await tasks.declare([queue]);
  await tasks.enqueue(queue, [message()]);
  await until(() => done.length === 2);
});

test('what somebody else has put into the queue is a task, too, if it has an id', async (t) => {
  const { tasks, queue, stranger } = await newQueue(t);
  const channel = await stranger.createChannel();
  const content = Buffer.from('not JSON');
  const [id, headers] = [randomUUID(), { retries: 3 }];
  channel.sendToQueue(queue, content);
  channel.sendToQueue(queue, content, { messageId: id, headers });
  const received: unknown[] = [];
  const handle = async (task: unknown) => void received.push(task);
  tasks.work({ queue, prefetch: 1, attempts: 1, backoffMs: 1, handle });
  await until(() => received.length === 1);
  const task = { id, key: id, headers: { retries: '3' }, body: 'not JSON' };
  assert.deepEqual(received, [task]);
  const [letter] = await tasks.deadLetters(queue, 9);
  assert.equal(letter?.reason, 'it has no message id');
});

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { maximumBytes, type Message, OversizedMessage, Unprocessable } from '@app/messages';
import type { TaskQueue, WorkOptions } from '../src/index.ts';
import { type Broker, message, open } from './broker.ts';

/** What every task queue must do. */
export function keepsTheContract(create: () => Promise<Broker>): void {
  let broker: Broker;
  let tasks: TaskQueue;
  before(async () => {
    broker = await create();
    tasks = open(broker.url);
  });
  after(async () => {
    await tasks.close();
    await broker.close();
  });

  /** A queue that no other test uses. */
  async function newQueue(): Promise<string> {
    const queue = `email-${randomUUID()}`;
    await tasks.declare([queue]);
    return queue;
  }

  /** Works over a connection of its own, as another process does, and notes what it has done. */
  function work(t: TestContext, queue: string, options: Partial<WorkOptions> = {}) {
    const own = open(broker.url);
    t.after(() => own.close());
    const done: { id: string; attempt: number }[] = [];
    const { handle = async () => undefined, ...others } = options;
    const worker = own.work({
      queue,
      prefetch: 4,
      attempts: 3,
      backoffMs: 1,
      async handle(task, delivery) {
        await handle(task, delivery);
        done.push({ id: task.id, ...delivery });
      },
      ...others,
    });
    return { done, stop: () => worker.stop() };
  }

  const isEmpty = async (queue: string) => (await tasks.depth(queue)).waiting === 0;

  test('a task arrives as it was added, with its headers', async (t) => {
    const queue = await newQueue();
    const added = message({
      key: 'Ünï',
      headers: {
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        'content-type': 'application/cloudevents+json',
        'x-tenant': 'blue',
      },
      body: '{"text":"\\u0000 \\"ä\\" 🚚"}',
    });
    const received: Message[] = [];
    work(t, queue, { handle: async (task) => void received.push(task) });
    await tasks.enqueue(queue, [added]);
    await until(() => received.length > 0);
    assert.deepEqual(received, [added]);
  });

  test('workers share a queue, and each task is done once', async (t) => {
    const queue = await newQueue();
    const workers = [work(t, queue), work(t, queue)];
    const added = new Set<string>();
    const all = () => workers.flatMap(({ done }) => done.map(({ id }) => id));
    while (workers.some(({ done }) => done.length === 0)) {
      const more = Array.from({ length: 50 }, () => message());
      for (const { id } of more) added.add(id);
      await tasks.enqueue(queue, more);
      await until(() => all().length >= added.size);
    }
    assert.deepEqual(all().sort(), [...added].sort());
    assert.ok(await isEmpty(queue));
  });

  test('a queue may be declared again, also by many at once, and keeps its tasks', async () => {
    const queue = await newQueue();
    await tasks.enqueue(queue, [message()]);
    await Promise.all([1, 2, 3].map(() => tasks.declare([queue, `${queue}-other`])));
    await until(async () => (await tasks.depth(queue)).waiting === 1);
    assert.deepEqual(await tasks.depth(`${queue}-other`), { waiting: 0, dead: 0 });
  });

  test('neither a queue that was not declared nor a message that is too large takes a task', async () => {
    const queue = await newQueue();
    await assert.rejects(tasks.enqueue(`email-${randomUUID()}`, [message()]), /is not declared/);
    const large = message({ body: 'x'.repeat(maximumBytes + 1) });
    await assert.rejects(tasks.enqueue(queue, [message(), large]), OversizedMessage);
    const added = message({ body: 'x'.repeat(maximumBytes / 2) });
    await tasks.enqueue(queue, [added]);
    await until(async () => (await tasks.depth(queue)).waiting === 1);
  });

  test('no more is in hand at a time than was asked for', async (t) => {
    const queue = await newQueue();
    let inHand = 0;
    let most = 0;
    const { done } = work(t, queue, {
      prefetch: 3,
      async handle() {
        most = Math.max(most, ++inHand);
        await until(() => most === 3);
        inHand--;
      },
    });
    await tasks.enqueue(
      queue,
      Array.from({ length: 100 }, () => message()),
    );
    await until(() => done.length === 100);
    assert.equal(most, 3);
  });

  test('a task that fails is done later, and others meanwhile', async (t) => {
    const queue = await newQueue();
    const [failing, good] = [message(), message()];
    const { done } = work(t, queue, {
      prefetch: 1,
      backoffMs: 100,
      async handle({ id }, { attempt }) {
        if (id === failing.id && attempt < 3) throw new Error('the mail server is away');
      },
    });
    await tasks.enqueue(queue, [failing, good]);
    await until(() => done.length === 2);
    assert.deepEqual(done, [
      { id: good.id, attempt: 1 },
      { id: failing.id, attempt: 3 },
    ]);
    assert.deepEqual(await tasks.deadLetters(queue, 10), []);
  });

  test('a task that pauses briefly does not wait for one that pauses longer', async (t) => {
    const queue = await newQueue();
    const [slow, quick] = [message(), message()];
    const attempts: string[] = [];
    const fail = async ({ id }: Message) => {
      attempts.push(id);
      if (attempts.length < 3) throw new Error('not now');
    };
    const first = work(t, queue, { backoffMs: 3_600_000, handle: fail });
    await tasks.enqueue(queue, [slow]);
    await until(() => attempts.length === 1);
    await first.stop();
    const second = work(t, queue, { backoffMs: 10, handle: fail });
    await tasks.enqueue(queue, [quick]);
    await until(() => second.done.length === 1);
    assert.deepEqual(attempts, [slow.id, quick.id, quick.id]);
  });

  test('a task that fails again and again becomes a dead letter, and the others are done', async (t) => {
    const queue = await newQueue();
    const [poison, unprocessable, good] = [message({ headers: { a: 'b' } }), message(), message()];
    const attempts: number[] = [];
    const { done } = work(t, queue, {
      async handle({ id }, { attempt }) {
        if (id === poison.id) {
          attempts.push(attempt);
          throw new Error('no such template');
        }
        if (id === unprocessable.id) throw new Unprocessable('not an e-mail');
      },
    });
    await tasks.enqueue(queue, [poison, unprocessable, good]);
    await until(async () => (await tasks.depth(queue)).dead === 2);
    await until(() => done.length === 1);
    assert.equal(done[0]?.id, good.id);
    assert.deepEqual(attempts, [1, 2, 3]);
    const letters = await tasks.deadLetters(queue, 10);
    assert.deepEqual(
      letters.toSorted((one, other) => one.attempts - other.attempts),
      [
        { message: unprocessable, reason: 'not an e-mail', attempts: 1 },
        { message: poison, reason: 'no such template', attempts: 3 },
      ],
    );
  });

  test('dead letters may be looked at as often as one likes', async (t) => {
    const queue = await newQueue();
    const ids = Array.from({ length: 5 }, () => randomUUID());
    const handle = async () => {
      throw new Unprocessable('broken');
    };
    const { stop } = work(t, queue, { prefetch: 1, handle });
    await tasks.enqueue(
      queue,
      ids.map((id) => message({ id })),
    );
    await until(async () => (await tasks.depth(queue)).dead === 5);
    await stop();
    for (let look = 0; look < 25; look++) {
      assert.equal((await tasks.deadLetters(queue, 2)).length, 2);
    }
    const seen = await tasks.deadLetters(queue, 100);
    assert.deepEqual(seen.map((letter) => letter.message.id).sort(), ids.sort());
  });

  test('dead letters that are redriven keep their ids, and have all attempts before them', async (t) => {
    const queue = await newQueue();
    const [one, two] = [message({ key: 'k' }), message()];
    let repaired = false;
    const { done } = work(t, queue, {
      attempts: 1,
      async handle() {
        if (!repaired) throw new Error('a bug');
      },
    });
    await tasks.enqueue(queue, [one, two]);
    const dead = async (count: number) => (await tasks.depth(queue)).dead === count;
    await until(() => dead(2));
    assert.equal(await tasks.redrive(queue, [randomUUID()]), 0);
    assert.equal(await tasks.redrive(queue, [one.id]), 1);
    // It fails once more.
    await until(() => dead(2));
    repaired = true;
    assert.equal(await tasks.redrive(queue), 2);
    await until(() => done.length === 2);
    assert.deepEqual(done.map(({ id }) => id).sort(), [one.id, two.id].sort());
    assert.ok(done.every(({ attempt }) => attempt === 1));
    assert.equal(await tasks.redrive(queue), 0);
  });

  test('what is in hand is finished before a worker stops, and the rest is left to others', async (t) => {
    const queue = await newQueue();
    const inHand = Promise.withResolvers<void>();
    const allowed = Promise.withResolvers<void>();
    const first = work(t, queue, {
      prefetch: 1,
      async handle() {
        inHand.resolve();
        await allowed.promise;
      },
    });
    const [held, other] = [message(), message()];
    await tasks.enqueue(queue, [held]);
    await inHand.promise;
    let stopped = false;
    const stopping = first.stop().then(() => {
      stopped = true;
    });
    await tasks.enqueue(queue, [other]);
    const second = work(t, queue);
    await until(() => second.done.length === 1);
    assert.equal(stopped, false);
    allowed.resolve();
    await stopping;
    assert.deepEqual(first.done, [{ id: held.id, attempt: 1 }]);
    assert.deepEqual(second.done, [{ id: other.id, attempt: 1 }]);
    assert.ok(await isEmpty(queue));
  });

  test('the task of a worker that is killed in the middle comes again', async (t) => {
    const queue = await newQueue();
    const added = message();
    await tasks.enqueue(queue, [added]);
    const doomed = fork(`${import.meta.dirname}/doomed-worker.ts`, [broker.url, queue]);
    t.after(() => doomed.kill('SIGKILL'));
    assert.deepEqual(await once(doomed, 'message'), [added.id, undefined]);
    const { done } = work(t, queue);
    doomed.kill('SIGKILL');
    await until(() => done.length === 1);
    assert.deepEqual(done, [{ id: added.id, attempt: 1 }]);
    assert.ok(await isEmpty(queue));
  });
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { type Broker, message, open } from './broker.ts';
import { relayTo } from './relay.ts';

/** What must hold when the way to the broker is broken. */
export function survivesOutages(create: () => Promise<Broker>): void {
  async function behindRelay(t: TestContext) {
    const broker = await create();
    const relay = await relayTo(broker.url);
    const lines: string[] = [];
    const write = (_fields: object, line: string) => {
      if (line === lost || line === found) lines.push(line);
    };
    const tasks = open(relay.url, { info: write, warn: write });
    const direct = open(broker.url);
    t.after(async () => {
      await tasks.close();
      await relay.cut().catch(() => undefined);
      await direct.close();
      await broker.close();
    });
    const queue = `email-${randomUUID()}`;
    await direct.declare([queue]);
    return { relay, tasks, direct, queue, lines };
  }

  test('while the broker is away nothing is taken, and afterwards all goes on', async (t) => {
    const { relay, tasks, direct, queue, lines } = await behindRelay(t);
    await relay.cut();
    const done = new Set<string>();
    const handle = async ({ id }: { id: string }) => void done.add(id);
    tasks.work({ queue, prefetch: 2, attempts: 3, backoffMs: 1, handle });
    for (const _ of ['at the start', 'later']) {
      await assert.rejects(tasks.ready());
      await assert.rejects(tasks.enqueue(queue, [message()]));
      await until(() => lines.at(-1) === lost);
      const [waiting, added] = [message(), message()];
      await direct.enqueue(queue, [waiting]);
      await relay.open();
      await tasks.ready();
      await tasks.enqueue(queue, [added]);
      await until(() => done.has(waiting.id) && done.has(added.id));
      await until(() => lines.at(-1) === found);
      await relay.cut();
    }
    await until(() => lines.at(-1) === lost);
    await relay.open();
    await until(() => lines.at(-1) === found);
    assert.deepEqual(lines, [lost, found, lost, found, lost, found]);
  });

  test('a task whose worker loses the broker in the middle comes again, and is not lost', async (t) => {
    const { relay, tasks, queue } = await behindRelay(t);
    const done: string[] = [];
    const allowed = Promise.withResolvers<void>();
    tasks.work({
      queue,
      prefetch: 1,
      attempts: 3,
      backoffMs: 1,
      async handle({ id }, { attempt }) {
        done.push(`${id} ${attempt}`);
        await allowed.promise;
      },
    });
    const added = message();
    await tasks.enqueue(queue, [added]);
    await until(() => done.length === 1);
    await relay.cut();
    allowed.resolve();
    await relay.open();
    await until(async () => done.length > 1 && (await tasks.depth(queue)).waiting === 0);
    assert.deepEqual(new Set(done), new Set([`${added.id} 1`]));
  });
}

const lost = 'cannot reach the task queue; trying again';
const found = 'the task queue answers again';

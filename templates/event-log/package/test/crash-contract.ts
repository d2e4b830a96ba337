import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import type { EventLog } from '../src/index.ts';
import { message, openLog, type TestLog } from './test-log.ts';

/** What must hold when a consumer is killed, or held up for longer than its group waits for it. */
export function survivesCrashes(create: () => Promise<TestLog>): void {
  let server: TestLog;
  let log: EventLog;
  before(async () => {
    server = await create();
    log = openLog(server.url);
  });
  after(async () => {
    await log.close();
    await server.close();
  });

  /** A topic of one partition with messages, of which another process has the first in hand. */
  async function startConsumer(t: TestContext) {
    const id = randomUUID();
    const [topic, group] = [`orders-${id}`, `billing-${id}`];
    await log.declare([{ name: topic, partitions: 1, retentionMs: 3_600_000 }]);
    const messages = Array.from({ length: 10 }, () => message());
    await log.publish(topic, messages);
    const child = fork(`${import.meta.dirname}/consumer-process.ts`, [server.url, topic, group]);
    t.after(() => child.kill('SIGKILL'));
    assert.deepEqual(await nextMessage(child), messages[0]?.id);
    return { topic, group, ids: messages.map((one) => one.id), child };
  }

  /** Consumes as a successor of the process, and gives the ids of what it handles. */
  function succeed(t: TestContext, topic: string, group: string): readonly string[] {
    const got: string[] = [];
    const subscription = log.subscribe({
      group,
      topics: [topic],
      attempts: 1,
      backoffMs: 1,
      handle: async ({ id }) => void got.push(id),
    });
    t.after(() => subscription.stop());
    return got;
  }

  async function behind(group: string): Promise<number> {
    return (await log.lag(group)).reduce((sum, lag) => sum + lag.behind, 0);
  }

  test('what a consumer had in hand when it was killed comes again to its successor', async (t) => {
    const { topic, group, ids, child } = await startConsumer(t);
    child.kill('SIGKILL');
    const got = succeed(t, topic, group);
    await until(() => got.length === ids.length);
    assert.deepEqual(got, ids);
    await until(async () => (await behind(group)) === 0);
  });

  test('a consumer that was replaced while it slept commits nothing over its successor', async (t) => {
    const { topic, group, ids, child } = await startConsumer(t);
    child.kill('SIGSTOP');
    const got = succeed(t, topic, group);
    await until(async () => got.length === ids.length && (await behind(group)) === 0);
    child.kill('SIGCONT');
    child.send('finish');
    while ((await nextMessage(child)) !== 'stopped');
    assert.equal(await behind(group), 0);
  });
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const [received] = await once(child, 'message');
  return received;
}

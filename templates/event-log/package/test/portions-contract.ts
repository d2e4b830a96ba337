import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { maximumBytes, type Message } from '@app/messages';
import type { EventLog, SubscriptionOptions } from '../src/index.ts';
import { message, openLog, type TestLog } from './test-log.ts';

/** What must hold when more is sent than a broker takes at a time, and when messages are handled together. */
export function worksInPortions(create: () => Promise<TestLog>): void {
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

  /** A topic of one partition, and a group, that no other test uses. */
  async function newTopic() {
    const id = randomUUID();
    const topic = `orders-${id}`;
    await log.declare([{ name: topic, partitions: 1, retentionMs: 3_600_000 }]);
    return { topic, group: `billing-${id}` };
  }

  type Of = { readonly topic: string; readonly group: string };
  type Handling = Partial<Pick<SubscriptionOptions, 'handle' | 'together'>>;

  function consume(t: TestContext, { topic, group }: Of, handling: Handling) {
    const handle = async () => undefined;
    const options = { group, topics: [topic], attempts: 2, backoffMs: 1, handle, ...handling };
    const subscription = log.subscribe(options);
    t.after(() => subscription.stop());
    return subscription;
  }

  async function behind({ group }: Of): Promise<number> {
    return (await log.lag(group)).reduce((sum, lag) => sum + lag.behind, 0);
  }

  /** Handles messages together, of which the first of all waits alone until the others are there. */
  function gathering(sent: readonly Message[], together: (ids: string[]) => Promise<void>) {
    const [first] = sent;
    const published = Promise.withResolvers<void>();
    const alone: string[] = [];
    return {
      alone,
      async publish({ topic }: Of) {
        await log.publish(topic, sent.slice(0, 1));
        await until(() => alone.length > 0);
        await log.publish(topic, sent.slice(1));
        published.resolve();
      },
      async handle({ id }: Message) {
        alone.push(id);
        if (id === first?.id) await published.promise;
      },
      together: (topic: string) => ({
        [topic]: (messages: readonly Message[]) => together(messages.map(({ id }) => id)),
      }),
    };
  }

  test('messages that are too much for one request arrive in their order', async (t) => {
    const of = await newTopic();
    const got: string[] = [];
    consume(t, of, { handle: async ({ id }) => void got.push(id) });
    const body = 'x'.repeat(maximumBytes / 12);
    const sent = Array.from({ length: 100 }, () => message({ body }));
    await log.publish(of.topic, sent);
    await until(() => got.length === sent.length);
    assert.deepEqual(got, idsOf(sent));
  });

  test('dead letters that are too much for one request are all redriven', async (t) => {
    const of = await newTopic();
    let repaired = false;
    const got = new Set<string>();
    consume(t, of, {
      async handle({ id }) {
        if (!repaired) throw new Error('a bug');
        got.add(id);
      },
    });
    const sent = Array.from({ length: 8 }, () => message({ body: 'x'.repeat(maximumBytes / 2) }));
    await log.publish(of.topic, sent);
    await until(async () => (await log.deadLetters({ ...of, limit: 10 })).length === sent.length);
    repaired = true;
    assert.equal(await log.redrive(of), sent.length);
    await until(() => got.size === sent.length);
  });

  test('messages that wait are handled together, in their order, and committed after', async (t) => {
    const of = await newTopic();
    const sent = Array.from({ length: 40 }, () => message());
    const batches: string[][] = [];
    const mayEnd = Promise.withResolvers<void>();
    const { publish, handle, together, alone } = gathering(sent, async (ids) => {
      batches.push(ids);
      await mayEnd.promise;
    });
    consume(t, of, { handle, together: together(of.topic) });
    t.after(() => mayEnd.resolve());
    await publish(of);
    await until(() => batches.length > 0);
    const inHand = batches.flat().length;
    assert.ok(inHand > 1);
    await until(async () => (await behind(of)) === sent.length - 1);
    mayEnd.resolve();
    await until(async () => (await behind(of)) === 0);
    assert.deepEqual([...alone, ...batches.flat()], idsOf(sent));
  });

  test('when messages fail together each is handled alone, and only what fails is given up', async (t) => {
    const of = await newTopic();
    const sent = Array.from({ length: 20 }, () => message());
    const poison = sent[10]?.id;
    const batches: string[][] = [];
    const { publish, handle, together, alone } = gathering(sent, async (ids) => {
      batches.push(ids);
      if (ids.includes(String(poison))) throw new Error('no such product');
    });
    consume(t, of, {
      async handle(one) {
        if (one.id === poison) throw new Error('no such product');
        await handle(one);
      },
      together: together(of.topic),
    });
    await publish(of);
    await until(async () => (await behind(of)) === 0);
    const failed = batches.find((ids) => ids.includes(String(poison))) ?? [];
    assert.ok(failed.length > 1);
    const succeeded = batches.filter((ids) => ids !== failed).flat();
    assert.deepEqual(
      [...alone, ...succeeded].sort(),
      idsOf(sent.filter(({ id }) => id !== poison)).sort(),
    );
    const inOrder = failed.filter((id) => id !== poison);
    assert.deepEqual(alone.slice(-inOrder.length), inOrder);
    const letters = await log.deadLetters({ ...of, limit: 10 });
    assert.deepEqual(
      letters.map(({ message: { id }, reason, attempts }) => [id, reason, attempts]),
      [[poison, 'no such product', 2]],
    );
  });
}

function idsOf(messages: readonly Message[]): string[] {
  return messages.map(({ id }) => id);
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { maximumBytes, OversizedMessage, Unprocessable } from '@app/messages';
import type { Delivery, EventLog, SubscriptionOptions } from '../src/index.ts';
import { message, openLog, silent, type TestLog } from './test-log.ts';

/** What every event log must do. */
export function keepsTheContract(create: () => Promise<TestLog>): void {
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

  /** A topic and two groups that no other test uses. */
  async function newTopic(partitions = 3) {
    const id = randomUUID();
    const topic = `orders-${id}`;
    await log.declare([{ name: topic, partitions, retentionMs: 3_600_000 }]);
    return { topic, billing: `billing-${id}`, shipping: `shipping-${id}` };
  }

  /** Subscribes with a log of its own, as another process does, and notes what it gets. */
  function consume(
    t: TestContext,
    topic: string,
    group: string,
    options: Partial<SubscriptionOptions> = {},
    warnings: string[] = [],
  ) {
    const own = openLog(server.url, { ...silent, warn: (_, line) => warnings.push(line) });
    t.after(() => own.close());
    const got: { id: string; key: string; body: string; delivery: Delivery }[] = [];
    const { handle = async () => undefined, ...others } = options;
    const subscription = own.subscribe({
      group,
      topics: [topic],
      attempts: 3,
      backoffMs: 1,
      async handle(received, delivery) {
        await handle(received, delivery);
        got.push({ ...received, delivery });
      },
      ...others,
    });
    return { got, stop: () => subscription.stop() };
  }

  const behind = async (group: string, topic: string) => {
    const all = await log.lag(group);
    const lags = all.filter((lag) => lag.topic === topic).map((lag) => lag.behind);
    return lags.length > 0 ? lags.reduce((sum, lag) => sum + lag) : undefined;
  };

  test('messages of one key are handled in the order in which they were published', async (t) => {
    const { topic, billing } = await newTopic();
    const { got } = consume(t, topic, billing);
    const keys = ['a', 'b', 'c', 'd', 'e'];
    for (let number = 0; number < 20; number++) {
      await log.publish(
        topic,
        keys.map((key) => message({ key, body: String(number) })),
      );
    }
    await until(() => got.length === 100);
    const expected = Array.from({ length: 20 }, (_, number) => String(number));
    for (const key of keys) {
      const bodies = got.filter((one) => one.key === key).map(({ body }) => body);
      assert.deepEqual(bodies, expected, key);
    }
  });

  test('those who publish at the same time lose nothing, and each keeps its order', async (t) => {
    const { topic, billing } = await newTopic(2);
    const { got } = consume(t, topic, billing);
    const publishers = ['a', 'b', 'c', 'd'];
    const publishAll = async (body: string) => {
      const own = openLog(server.url);
      for (const key of ['1', '2', '3', '4', '5', '6']) {
        await own.publish(topic, [message({ key, body }), message({ key: `${key}'`, body })]);
        await own.publish(topic, [
          message({ key: `${key}'`, body: `${body}+` }),
          message({ key, body: `${body}+` }),
        ]);
      }
      await own.close();
    };
    await Promise.all(publishers.map(publishAll));
    await until(() => got.length === 96);
    for (const one of got.filter(({ body }) => body.endsWith('+'))) {
      const before = got.findIndex(({ key, body }) => key === one.key && `${body}+` === one.body);
      assert.ok(before < got.indexOf(one), `${one.body} of ${one.key}`);
    }
  });

  test('a message arrives as it was published, with its headers', async (t) => {
    const { topic, billing } = await newTopic();
    const headers = {
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      'content-type': 'application/cloudevents+json',
    };
    const published = message({ key: 'Ünï', headers, body: '{"text":"\\u0000 \\"ä\\" 🚚"}' });
    const received: unknown[] = [];
    consume(t, topic, billing, { handle: async (one) => void received.push(one) });
    await log.publish(topic, [published]);
    await until(() => received.length > 0);
    assert.deepEqual(received, [published]);
  });

  test('nothing is published to a topic that was not declared, and nothing that is too large', async () => {
    await assert.rejects(log.publish(`orders-${randomUUID()}`, [message()]));
    const { topic } = await newTopic();
    const oversized = message({ body: 'x'.repeat(maximumBytes) });
    await assert.rejects(log.publish(topic, [message(), oversized]), OversizedMessage);
  });

  test('each group gets everything, from the oldest message on', async (t) => {
    const { topic, billing, shipping } = await newTopic();
    await log.publish(topic, [message(), message()]);
    const one = consume(t, topic, billing);
    const other = consume(t, topic, shipping);
    await until(() => one.got.length === 2 && other.got.length === 2);
  });

  test('members of a group share its partitions, and take over those of one that leaves', async (t) => {
    const { topic, billing } = await newTopic(4);
    const [first, second] = [consume(t, topic, billing), consume(t, topic, billing)];
    /** Publishes on all partitions, and says for each member from which ones it got something. */
    const round = async () => {
      const messages = Array.from({ length: 20 }, (_, number) => message({ key: `key ${number}` }));
      await log.publish(topic, messages);
      const all = () => [first, second].map(({ got }) => got.filter((one) => isOf(messages, one)));
      await until(() => new Set(all().flatMap((got) => got.map(({ id }) => id))).size === 20);
      return all().map((got) => [...new Set(got.map(({ delivery }) => delivery.partition))]);
    };
    await until(async () => {
      const [one = [], other = []] = await round();
      return one.length === 2 && other.length === 2 && !one.some((own) => other.includes(own));
    });
    await first.stop();
    assert.deepEqual(
      (await round()).map((partitions) => partitions.length),
      [0, 4],
    );
  });

  test('a topic may grow, and its consumers get what is in its new partitions', async (t) => {
    const { topic, billing } = await newTopic(1);
    const { got } = consume(t, topic, billing);
    await log.publish(topic, [message()]);
    await until(() => got.length === 1);
    await log.declare([{ name: topic, partitions: 3, retentionMs: 3_600_000 }]);
    await log.declare([{ name: topic, partitions: 2, retentionMs: 3_600_000 }]);
    const partitions = () => new Set(got.map(({ delivery }) => delivery.partition)).size;
    let number = 0;
    await until(async () => {
      await log.publish(topic, [message({ key: `key ${number++}` })]);
      return partitions() === 3;
    });
  });

  test('what is in hand is finished and committed before a consumer stops', async (t) => {
    const { topic, billing } = await newTopic(1);
    const inHand = Promise.withResolvers<void>();
    const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
    const first = consume(t, topic, billing, {
      async handle() {
        inHand.resolve();
        await allowed;
      },
    });
    const messages = [message(), message()];
    await log.publish(topic, messages);
    await inHand.promise;
    assert.equal(await behind(billing, topic), 2, 'nothing is committed before it is handled');
    const stopped = first.stop();
    allow();
    await stopped;
    assert.equal(await behind(billing, topic), 1);
    assert.deepEqual(await log.lag(`nobody-${billing}`), []);
    assert.equal(first.got.length, 1, 'nothing new is begun');
    const second = consume(t, topic, billing);
    await until(async () => (await behind(billing, topic)) === 0);
    assert.deepEqual(
      second.got.map(({ id }) => id),
      [messages[1]?.id],
    );
  });

  test('no more is in hand at a time than was asked for', async (t) => {
    const { topic, billing } = await newTopic(6);
    let inHand = 0;
    let most = 0;
    const { got } = consume(t, topic, billing, {
      parallel: 2,
      async handle() {
        most = Math.max(most, ++inHand);
        await new Promise(setImmediate);
        inHand--;
      },
    });
    const messages = Array.from({ length: 300 }, (_, number) => message({ key: String(number) }));
    await log.publish(topic, messages);
    await until(() => got.length === 300);
    assert.equal(most, 2);
  });

  test('a message that fails again and again becomes a dead letter, and the next one is handled', async (t) => {
    const { topic, billing, shipping } = await newTopic(1);
    const [poison, unprocessable, good] = [message(), message(), message()];
    const attempts: number[] = [];
    const { got } = consume(t, topic, billing, {
      async handle({ id }, { attempt }) {
        if (id === poison.id) {
          attempts.push(attempt);
          throw new Error('no such product');
        }
        if (id === unprocessable.id) throw new Unprocessable('not an order');
      },
    });
    await log.publish(topic, [poison, unprocessable, good]);
    await until(() => got.length === 1);
    assert.equal(got[0]?.id, good.id);
    assert.deepEqual(attempts, [1, 2, 3]);
    const place = { topic, partition: 0 };
    assert.deepEqual(await log.deadLetters({ topic, group: billing, limit: 10 }), [
      { ...place, offset: 0, message: poison, reason: 'no such product', attempts: 3 },
      { ...place, offset: 1, message: unprocessable, reason: 'not an order', attempts: 1 },
    ]);
    assert.deepEqual(await log.deadLetters({ topic, group: shipping, limit: 10 }), []);
    assert.equal((await log.deadLetters({ topic, group: billing, limit: 1 })).length, 1);
  });

  test('a message waits for what its handler needs, however often that is away', async (t) => {
    const { topic, billing } = await newTopic(1);
    const messages = [message(), message()];
    const away = Object.assign(new Error('the database is away'), { statusCode: 503 });
    const warnings: string[] = [];
    let times = 0;
    const handle = async () => {
      times += 1;
      if (times <= 10) throw away;
      if (times === 11) throw new Error('the first failure of its own');
    };
    const { got } = consume(t, topic, billing, { handle }, warnings);
    await log.publish(topic, messages);
    await until(() => got.length === 2);
    assert.deepEqual(
      got.map(({ id, delivery }) => [id, delivery.attempt]),
      [
        [messages[0]?.id, 2],
        [messages[1]?.id, 1],
      ],
    );
    assert.deepEqual(await log.deadLetters({ topic, group: billing, limit: 10 }), []);
    assert.equal(warnings.filter((line) => line.startsWith('a message waits')).length, 1);
  });

  test('a message that fails once is handled in its turn', async (t) => {
    const { topic, billing } = await newTopic(1);
    const messages = [message(), message()];
    const { got } = consume(t, topic, billing, {
      async handle({ id }, { attempt }) {
        if (id === messages[0]?.id && attempt === 1) throw new Error('no such product yet');
      },
    });
    await log.publish(topic, messages);
    await until(() => got.length === 2);
    assert.deepEqual(
      got.map(({ id, delivery }) => [id, delivery.attempt]),
      [
        [messages[0]?.id, 2],
        [messages[1]?.id, 1],
      ],
    );
  });

  test('dead letters that are redriven come back to their group alone, with their ids', async (t) => {
    const { topic, billing, shipping } = await newTopic(1);
    const [one, two] = [message({ key: 'k' }), message()];
    let repaired = false;
    const first = consume(t, topic, billing, {
      attempts: 1,
      async handle() {
        if (!repaired) throw new Error('a bug');
      },
    });
    const other = consume(t, topic, shipping);
    await log.publish(topic, [one, two]);
    const letters = () => log.deadLetters({ topic, group: billing, limit: 10 });
    await until(async () => (await letters()).length === 2);
    assert.equal(await log.redrive({ topic, group: billing, ids: [one.id] }), 1);
    // It fails once more, and is a dead letter of the same place.
    await until(async () => (await letters()).at(-1)?.message.id === one.id);
    assert.deepEqual((await letters()).map(({ offset }) => offset).sort(), [0, 1]);
    repaired = true;
    assert.equal(await log.redrive({ topic, group: billing }), 2);
    await until(() => first.got.length === 2);
    assert.deepEqual(first.got.map(({ id }) => id).sort(), [one.id, two.id].sort());
    assert.ok(first.got.every(({ delivery }) => delivery.topic === topic));
    assert.deepEqual(await letters(), []);
    assert.equal(await log.redrive({ topic, group: billing }), 0);
    await log.publish(topic, [message()]);
    await until(() => other.got.length >= 3);
    assert.equal(other.got.length, 3, 'the other group got nothing twice');
  });
}

function isOf(
  messages: readonly { readonly id: string }[],
  { id }: { readonly id: string },
): boolean {
  return messages.some((one) => one.id === id);
}

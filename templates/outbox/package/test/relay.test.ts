import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once as event } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { createPool } from '@app/database';
import { type Message, maximumBytes, sizeOf } from '@app/messages';
import { startRelay } from '../src/index.ts';
import {
  message,
  openTestOutbox,
  RecordingBroker,
  relayOptions,
  send,
  type TestOutbox,
  waiting,
} from './test-outbox.ts';

let outbox: TestOutbox;
let broker: RecordingBroker;

before(async () => {
  outbox = await openTestOutbox();
});

beforeEach(() => {
  broker = new RecordingBroker();
});

after(() => outbox.close());

test('a relay is woken by a commit, publishes what it brings, and removes it', async () => {
  const relay = startRelay(relayOptions(outbox, broker));
  const sent = message({ key: 'order', headers: { traceparent: '00-a-b-01' }, body: '{"a":1}' });
  await send(outbox.pool, [sent], 'orders');
  await until(() => broker.messages.length > 0);
  await relay.stop();
  assert.deepEqual(broker.messages, [sent]);
  assert.deepEqual(broker.destinations, ['orders']);
  assert.equal(await waiting(outbox), 0);
});

test('a relay that nothing wakes looks by itself', async () => {
  const relay = startRelay({ ...relayOptions(outbox, broker), pollMs: 20 });
  await send(outbox.pool, [message()]);
  await until(() => broker.messages.length === 1);
  await outbox.pool.query(
    `INSERT INTO outbox.messages (broker, destination, lane, id, key, headers, body)
     VALUES ('log', 'topic', 0, gen_random_uuid(), 'silent', '{}', '{}')`,
  );
  await until(() => broker.messages.length === 2);
  await relay.stop();
});

test('several relays publish each message once, and those of a key in their order', async () => {
  const relays = [1, 2, 3].map(() => startRelay(relayOptions(outbox, broker)));
  const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`);
  for (let round = 0; round < 10; round += 1) {
    const messages = keys.map((key) => message({ key, body: String(round) }));
    await Promise.all([
      send(outbox.pool, messages.slice(0, 20)),
      send(outbox.pool, messages.slice(20)),
    ]);
  }
  await until(async () => (await waiting(outbox)) === 0);
  await Promise.all(relays.map((relay) => relay.stop()));
  const rounds = Array.from({ length: 10 }, (_, round) => String(round));
  for (const key of keys) assert.deepEqual(broker.bodiesOf(key), rounds);
});

test('a relay that is killed while it publishes loses nothing, and others take its lanes', async () => {
  const sent = Array.from({ length: 50 }, (_, index) => message({ key: `key ${index % 5}` }));
  await send(outbox.pool, sent);
  const child = fork(`${import.meta.dirname}/relay-fixture.ts`, [outbox.url]);
  await event(child, 'message');
  // Nobody says that the lanes of the dead are free: this relay has to look.
  const relay = startRelay({ ...relayOptions(outbox, broker), pollMs: 20 });
  child.kill('SIGKILL');
  await event(child, 'exit');
  await until(async () => (await waiting(outbox)) === 0);
  await relay.stop();
  const ids = (of: typeof sent) => of.map(({ id }) => id).sort();
  assert.deepEqual(ids(broker.messages), ids(sent));
});

test('a broker that is away holds up its messages, and they go on in order once it is back', async () => {
  const lines: string[] = [];
  const log = {
    info: (_: object, text: string) => lines.push(text),
    warn: (_: object, text: string) => lines.push(text),
  };
  let refusals = 0;
  const publisher = {
    async publish(destination: string, messages: readonly Message[]) {
      refusals += 1;
      if (refusals < 4) throw new Error('away');
      await broker.publish(destination, messages);
    },
  };
  const relay = startRelay({ ...relayOptions(outbox, publisher), log });
  await send(outbox.pool, [message({ body: '1' }), message({ body: '2' })]);
  await send(outbox.pool, [message({ body: '3' })]);
  await until(() => broker.messages.length === 3);
  await relay.stop();
  assert.deepEqual(broker.bodiesOf('key'), ['1', '2', '3']);
  assert.deepEqual(lines, [
    'messages stay in the outbox for now',
    'messages leave the outbox again',
  ]);
});

test('what one destination took is not sent again because another fails', async () => {
  let failing = true;
  const publisher = {
    async publish(destination: string, messages: readonly Message[]) {
      if (failing && destination === 'broken') throw new Error('away');
      await broker.publish(destination, messages);
    },
  };
  const relay = startRelay(relayOptions(outbox, publisher));
  await send(outbox.pool, [message({ body: 'for broken' })], 'broken');
  await send(outbox.pool, [message({ body: 'for whole' })], 'whole');
  await until(() => broker.messages.length === 1);
  await until(async () => (await waiting(outbox)) === 1);
  failing = false;
  await until(async () => (await waiting(outbox)) === 0);
  await relay.stop();
  assert.deepEqual(broker.bodiesOf('key'), ['for whole', 'for broken']);
});

test('a broker that does not answer is asked again', async () => {
  let asked = 0;
  const publisher = {
    async publish(destination: string, messages: readonly Message[]) {
      asked += 1;
      if (asked === 1) return new Promise<void>(() => undefined);
      await broker.publish(destination, messages);
    },
  };
  const relay = startRelay({ ...relayOptions(outbox, publisher), timeoutMs: 20 });
  const sent = message();
  await send(outbox.pool, [sent]);
  await until(async () => (await waiting(outbox)) === 0);
  await relay.stop();
  assert.deepEqual(broker.messages, [sent]);
});

test('a relay that lost its connections is woken again', async (t) => {
  const relay = startRelay(relayOptions(outbox, broker));
  await send(outbox.pool, [message()]);
  await until(async () => (await waiting(outbox)) === 0);
  const owner = createPool({ url: outbox.ownerUrl, max: 1, onError: () => undefined });
  t.after(owner.close);
  const listening = () =>
    owner.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND query = 'LISTEN outbox'`,
    );
  const [before] = await listening();
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await until(async () => {
    const [now] = await listening();
    return now !== undefined && now.pid !== before?.pid;
  });
  await send(outbox.pool, [message()]);
  await until(async () => (await waiting(outbox)) === 0);
  await relay.stop();
  assert.equal(broker.messages.length, 2);
});

test('large messages go in batches that a broker takes', async () => {
  const batches: number[] = [];
  const publisher = {
    async publish(destination: string, messages: readonly Message[]) {
      batches.push(messages.reduce((bytes, one) => bytes + sizeOf(one), 0));
      await broker.publish(destination, messages);
    },
  };
  const bodies = Array.from(
    { length: 40 },
    (_, at) => `${at}${'x'.repeat(at % 2 ? 50_000 : 250_000)}`,
  );
  for (const body of bodies) await send(outbox.pool, [message({ body })]);
  const relay = startRelay(relayOptions(outbox, publisher));
  await until(async () => (await waiting(outbox)) === 0);
  await relay.stop();
  assert.deepEqual(broker.bodiesOf('key'), bodies);
  assert.ok(Math.max(...batches) <= 3 * maximumBytes);
});

test('messages for another broker are left alone', async () => {
  const relay = startRelay({ ...relayOptions(outbox, broker), broker: 'tasks' });
  await send(outbox.pool, [message()]);
  const mine = startRelay(relayOptions(outbox, new RecordingBroker()));
  await until(async () => (await waiting(outbox)) === 0);
  await Promise.all([relay.stop(), mine.stop()]);
  assert.deepEqual(broker.messages, []);
});

test('a stop lets what is being published end, and removes it', async () => {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const publisher = {
    async publish() {
      begun.resolve();
      await goOn.promise;
    },
  };
  const relay = startRelay(relayOptions(outbox, publisher));
  await send(outbox.pool, [message()]);
  await begun.promise;
  const stopped = relay.stop();
  goOn.resolve();
  await stopped;
  assert.equal(await waiting(outbox), 0);
});

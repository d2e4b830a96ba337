import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, type TestContext, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { createPool, type Database } from '@app/database';
import { type EventLog, openEventLog } from '@app/event-log';
import { defineEvent, defineTopic, dispatch, type Handlers, newMessage } from '@app/events';
import type { Message } from '@app/messages';
import { Type } from 'typebox';
import { append, once, type Publisher, startRelay } from '../src/index.ts';
import { message, openTestOutbox, relayOptions, type TestOutbox } from './test-outbox.ts';

/** A broker that is ready to be used. */
export interface TestBroker {
  readonly url: string;
  close(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined };

const changed = defineEvent(
  'accounts.account-changed',
  'An account changed',
  Type.Object({ version: Type.Integer() }),
);

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** What holds from the outbox of one service, over an event log, to the inbox of another. */
export function arrivesOnce(create: () => Promise<TestBroker>): void {
  let broker: TestBroker;
  let log: EventLog;
  let producer: TestOutbox;
  let consumer: TestOutbox;
  const accounts = defineTopic({
    name: `accounts-${randomUUID()}`,
    about: 'What becomes of accounts.',
    events: [changed],
  });

  before(async () => {
    [broker, producer, consumer] = await Promise.all([
      create(),
      openTestOutbox(),
      openTestOutbox(),
    ]);
    log = openLog();
    await log.declare([{ name: accounts.name, partitions: 4, retentionMs: 3_600_000 }]);
    const owner = createPool({ url: consumer.ownerUrl, max: 1, onError: () => undefined });
    await owner.query(`
      CREATE TABLE public.effects (at bigserial, account text, version integer, trace text);
      GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO PUBLIC;
    `);
    await owner.close();
  });

  after(async () => {
    await log.close();
    await Promise.all([producer.close(), consumer.close()]);
    await broker.close();
  });

  const openLog = () => openEventLog({ url: broker.url, clientId: 'flow', log: silent });

  const handlers: Handlers<typeof accounts, Database> = {
    'accounts.account-changed': async ({ id, subject, data, traceparent: trace }, transaction) => {
      await once(transaction, 'ledger', id, async () => {
        await transaction.query(
          'INSERT INTO public.effects (account, version, trace) VALUES ($1, $2, $3)',
          [subject, data.version, trace],
        );
      });
    },
  };

  /** A consumer that loses every fifth commit out of sight: the message comes again. */
  function consume(t: TestContext): void {
    const handle = dispatch(accounts, handlers);
    const own = openLog();
    t.after(() => own.close());
    let handled = 0;
    own.subscribe({
      group: 'ledger',
      topics: [accounts.name],
      attempts: 5,
      backoffMs: 1,
      async handle(received) {
        await consumer.pool.transaction((transaction) => handle(received, transaction));
        handled += 1;
        if (handled % 5 === 0) throw new Error('the answer was lost');
      },
    });
  }

  /** An event log that says of every third batch that it did not take it, and took it. */
  function doubting(): Publisher {
    let batches = 0;
    return {
      async publish(destination: string, messages: readonly Message[]) {
        await log.publish(destination, messages);
        batches += 1;
        if (batches % 3 === 0) throw new Error('the answer was lost');
      },
    };
  }

  async function change(subject: string, version: number): Promise<void> {
    const event = newMessage(accounts, changed, { subject, data: { version }, traceparent });
    await producer.pool.transaction((transaction) =>
      append(transaction, { broker: 'log', destination: accounts.name, messages: [event] }),
    );
  }

  test('each event takes effect once and in order, with lost answers on both sides', async (t) => {
    const relays = [1, 2].map(() => startRelay(relayOptions(producer, doubting())));
    t.after(() => Promise.all(relays.map((relay) => relay.stop())));
    consume(t);
    consume(t);
    await log.publish(accounts.name, [message({ key: 'account 3', body: 'no event' })]);
    const subjects = Array.from({ length: 6 }, (_, index) => `account ${index}`);
    const versions = [1, 2, 3, 4, 5];
    for (const version of versions) {
      await Promise.all(subjects.map((subject) => change(subject, version)));
    }
    const effects = () =>
      consumer.pool.query<{ account: string; version: number; trace: string }>(
        'SELECT account, version, trace FROM public.effects ORDER BY at',
      );
    await until(async () => (await effects()).length >= subjects.length * versions.length);
    await until(async () => (await log.lag('ledger')).every(({ behind }) => behind === 0));
    for (const subject of subjects) {
      const own = (await effects()).filter(({ account }) => account === subject);
      assert.deepEqual(
        own,
        versions.map((version) => ({ account: subject, version, trace: traceparent })),
      );
    }
    const of = { topic: accounts.name, group: 'ledger', limit: 10 };
    const letters = (await log.deadLetters(of)).map(({ reason, attempts }) => ({
      reason,
      attempts,
    }));
    assert.deepEqual(letters, [{ reason: 'unparsable: the body is not JSON', attempts: 1 }]);
  });
}

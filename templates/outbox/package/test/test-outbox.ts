import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase } from '@app/chassis/testing';
import { createPool, type Pool } from '@app/database';
import type { Message } from '@app/messages';
import { append, prepareOutbox, type Publisher, type RelayOptions } from '../src/index.ts';

/** A database with an empty outbox. */
export interface TestOutbox {
  readonly url: string;
  readonly ownerUrl: string;
  readonly pool: Pool;
  close(): Promise<void>;
}

/** A database of its own, prepared by several instances at once. */
export async function openTestOutbox(): Promise<TestOutbox> {
  const { url, ownerUrl, ...database } = await createTestDatabase();
  const prepare = () => prepareOutbox({ ownerUrl, appUrl: url, log: () => undefined });
  await Promise.all([prepare(), prepare()]);
  await prepare();
  const pool = createPool({ url, max: 20, onError: () => undefined });
  return {
    url,
    ownerUrl,
    pool,
    async close() {
      await pool.close();
      await database.close();
    },
  };
}

/** A message with what matters for a test. */
export function message(change: Partial<Message> = {}): Message {
  return { id: randomUUID(), key: 'key', headers: {}, body: '{}', ...change };
}

/** Puts messages in the outbox, in a transaction of their own. */
export function send(pool: Pool, messages: readonly Message[], destination = 'topic') {
  return pool.transaction((transaction) =>
    append(transaction, { broker: 'log', destination, messages }),
  );
}

/** A broker that keeps what it is given. */
export class RecordingBroker implements Publisher {
  readonly messages: Message[] = [];
  readonly destinations: string[] = [];

  async publish(destination: string, messages: readonly Message[]): Promise<void> {
    await wait(1);
    this.messages.push(...messages);
    this.destinations.push(...messages.map(() => destination));
  }

  /** Bodies of the messages of a key, in the order in which they came. */
  bodiesOf(key: string): string[] {
    return this.messages.filter((one) => one.key === key).map(({ body }) => body);
  }
}

/** Options of a relay that sleeps until it is woken: nothing is found by looking alone. */
export function relayOptions({ pool, url }: TestOutbox, publisher: Publisher): RelayOptions {
  const log = { info: () => undefined, warn: () => undefined };
  return { pool, url, broker: 'log', publisher, log, pollMs: 3_600_000 };
}

/** How many messages wait. */
export async function waiting({ pool }: TestOutbox): Promise<number> {
  const [row] = await pool.query<{ n: number }>('SELECT count(*) AS n FROM outbox.messages');
  return row?.n ?? Number.NaN;
}

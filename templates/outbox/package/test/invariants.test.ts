import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { createPool } from '@app/database';
import type { Message } from '@app/messages';
import { append, type Publisher, startRelay } from '../src/index.ts';
import {
  message,
  openTestOutbox,
  RecordingBroker,
  relayOptions,
  type TestOutbox,
  waiting,
} from './test-outbox.ts';

let outbox: TestOutbox;

before(async () => {
  outbox = await openTestOutbox();
  const owner = createPool({ url: outbox.ownerUrl, max: 1, onError: () => undefined });
  await owner.query(`
    CREATE TABLE public.accounts (id text PRIMARY KEY, version integer NOT NULL);
    GRANT ALL ON public.accounts TO PUBLIC;
  `);
  await owner.close();
});

after(() => outbox.close());

/** The same numbers each time, from 0 up to 1 (Lehmer). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A broker that refuses some messages before it has taken them, and some after. */
function unreliable(broker: RecordingBroker, random: () => number): Publisher {
  return {
    async publish(destination: string, messages: readonly Message[]) {
      const chance = random();
      if (chance < 0.2) throw new Error('not taken');
      await broker.publish(destination, messages);
      if (chance > 0.8) throw new Error('taken, and not confirmed');
    },
  };
}

/** Changes two accounts in one transaction, and tells of both; some transactions fail. */
async function change(accounts: readonly string[], fails: boolean): Promise<void> {
  const ids = [...new Set(accounts)].sort();
  await outbox.pool.transaction(async (transaction) => {
    const messages: Message[] = [];
    for (const id of ids) {
      const [row] = await transaction.query<{ version: number }>(
        `INSERT INTO public.accounts VALUES ($1, 1)
         ON CONFLICT (id) DO UPDATE SET version = accounts.version + 1 RETURNING version`,
        [id],
      );
      messages.push(message({ key: id, body: String(row?.version) }));
    }
    await append(transaction, { broker: 'log', destination: 'accounts', messages });
    if (fails) throw new Error('rolled back');
  });
}

test('whatever fails, each version of each account arrives, once by its id, and in order', async () => {
  const random = sequence(20_240_504);
  const broker = new RecordingBroker();
  const relays = [1, 2, 3].map(() =>
    startRelay({ ...relayOptions(outbox, unreliable(broker, random)), pollMs: 50 }),
  );
  const account = () => `account ${Math.floor(random() * 8)}`;
  const changes = Array.from({ length: 150 }, () =>
    change([account(), account()], random() < 0.2).catch((error: Error) => {
      assert.equal(error.message, 'rolled back');
    }),
  );
  await Promise.all(changes);
  await until(async () => (await waiting(outbox)) === 0);
  await Promise.all(relays.map((relay) => relay.stop()));

  const firsts = [...new Map(broker.messages.map((one) => [one.id, one])).values()];
  const accounts = await outbox.pool.query<{ id: string; version: number }>(
    'SELECT id, version FROM public.accounts',
  );
  assert.equal(accounts.length, 8);
  for (const { id, version } of accounts) {
    const arrived = firsts.filter(({ key }) => key === id).map(({ body }) => Number(body));
    const committed = Array.from({ length: version }, (_, at) => at + 1);
    assert.deepEqual(arrived, committed, id);
  }
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@app/chassis/testing';
import fc from 'fast-check';
import { change, type Projector, VersionConflict } from '../src/index.ts';
import { bringUpToDate } from '../src/testing/index.ts';
import { account, balanceOf, balances, book, definitions, paidIn, viewOf } from './accounts.ts';
import { newId, openTestStore, type TestStore } from './test-store.ts';

let bank: TestStore;

before(async () => {
  bank = await openTestStore();
});

after(() => bank.close());

/** A transaction that does something, and then stays open until it is told how to end. */
async function openTransaction(work: (database: TestStore['store']) => Promise<unknown>) {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const ended = bank.store.transaction(async (transaction) => {
    await work(transaction as TestStore['store']);
    begun.resolve();
    await end.promise;
  });
  await Promise.race([begun.promise, ended]);
  return {
    async commit() {
      end.resolve();
      await ended;
    },
    async rollBack() {
      end.reject(new Error('rolled back'));
      await assert.rejects(ended, /rolled back/);
    },
  };
}

test('an event is passed over by no projection, though a later one is committed before it', async () => {
  const [slow, quick] = [newId(), newId()];
  const earlier = await openTransaction((database) => book(database, slow, 0, paidIn(1)));
  const [later] = await book(bank.store, quick, 0, paidIn(2));
  await bringUpToDate(bank.store, [balances]);
  assert.equal(await balanceOf(bank.store, quick), undefined, 'the later one waits');
  await earlier.commit();
  const [first] = await bank.store.query<{ position: number }>(
    'SELECT position FROM event_store.events WHERE stream = $1',
    [`account-${slow}`],
  );
  assert.ok(later && first && first.position < later.position, 'the positions are the wrong way');
  await bringUpToDate(bank.store, [balances]);
  assert.equal(await balanceOf(bank.store, slow), 1);
  assert.equal(await balanceOf(bank.store, quick), 2);
});

test('the position of an event that was rolled back holds up nobody', async () => {
  const [slow, quick] = [newId(), newId()];
  const earlier = await openTransaction((database) => book(database, slow, 0, paidIn(1)));
  await book(bank.store, quick, 0, paidIn(2));
  await earlier.rollBack();
  await bringUpToDate(bank.store, [balances]);
  assert.equal(await balanceOf(bank.store, quick), 2);
  assert.equal(await balanceOf(bank.store, slow), undefined);
});

test('what was committed before an open transaction began to append is not held up by it', async () => {
  const [first, second] = [newId(), newId()];
  await book(bank.store, first, 0, paidIn(1));
  const open = await openTransaction((database) => book(database, second, 0, paidIn(2)));
  await bringUpToDate(bank.store, [balances]);
  assert.equal(await balanceOf(bank.store, first), 1);
  await open.commit();
});

test('a transaction that writes other things holds up nobody', async () => {
  const id = newId();
  const other = await openTransaction((database) =>
    database.query('INSERT INTO bank.bookings VALUES (-1, 1, 1) RETURNING build'),
  );
  await book(bank.store, id, 0, paidIn(3));
  await bringUpToDate(bank.store, [balances]);
  assert.equal(await balanceOf(bank.store, id), 3);
  await other.rollBack();
});

interface Booking {
  readonly account: number;
  readonly pauses: readonly number[];
  readonly fails: boolean;
}

/** Books once and again in one transaction, with pauses, which then commits or not. */
async function bookSlowly(ids: readonly string[], { account: at, pauses, fails }: Booking) {
  const id = ids[at] ?? '';
  await bank.store
    .transaction(async (transaction) => {
      for (const pause of pauses) {
        await change(transaction, account, id, () => [paidIn(1)]);
        await wait(pause);
      }
      if (fails) throw new Error('rolled back');
    })
    .catch((error: Error) => {
      if (!(error instanceof VersionConflict)) assert.equal(error.message, 'rolled back');
    });
}

test('whatever the order of commits, several instances handle each event once, in its order', async (t) => {
  const booking = fc.record({
    account: fc.integer({ min: 0, max: 4 }),
    pauses: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 3 }),
    fails: fc.boolean(),
  });
  const others = [bank.open(definitions), bank.open(definitions)];
  const projectors: Projector[] = [bank.store, ...others].map((one) =>
    one.startProjections({ pollMs: 20, batchSize: 3 }),
  );
  t.after(() => Promise.all(projectors.map((one) => one.stop())));
  await fc.assert(
    fc.asyncProperty(
      fc.array(booking, { minLength: 5, maxLength: 15, size: 'max' }),
      async (all) => {
        const ids = [0, 1, 2, 3, 4].map(newId);
        await Promise.all(all.map((one) => bookSlowly(ids, one)));
        for (const id of ids) {
          const [stream] = await bank.store.query<{ version: number }>(
            'SELECT version FROM event_store.streams WHERE stream = $1',
            [`account-${id}`],
          );
          const count = stream?.version ?? 0;
          await until(async () => ((await viewOf(bank.store, id))?.versions.length ?? 0) >= count);
          const versions = Array.from({ length: count }, (_, index) => index + 1);
          assert.deepEqual((await viewOf(bank.store, id))?.versions ?? [], versions);
        }
      },
    ),
    { numRuns: 15 },
  );
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { change, defineAggregate, load, readStream } from '../src/index.ts';
import { type Account, account, accounts, book, evolve, opened, paidIn } from './accounts.ts';
import { newId, openTestStore, type TestStore } from './test-store.ts';

let bank: TestStore;

before(async () => {
  bank = await openTestStore();
});

after(() => bank.close());

/** An account with some payments, each recorded at another time. */
async function accountWith(payments: number): Promise<string> {
  const id = newId();
  for (let paid = 1; paid <= payments; paid += 1) {
    await change(bank.store, account, id, () => [paidIn(paid)]);
    await wait(2);
  }
  return id;
}

/** The state from all events up to a time, without the help of snapshots. */
async function folded(id: string, until?: Date): Promise<Account> {
  const events = await readStream(bank.store, accounts, id, until ? { until } : {});
  return events.reduce(evolve, account.initial);
}

async function snapshotOf(id: string): Promise<number | undefined> {
  const [row] = await bank.store.query<{ version: number }>(
    'SELECT version FROM event_store.snapshots WHERE stream = $1',
    [`account-${id}`],
  );
  return row?.version;
}

test('something of which nothing is known is in its initial state', async () => {
  assert.deepEqual(await load(bank.store, account, newId()), {
    state: account.initial,
    version: 0,
  });
});

test('a snapshot and what came after it are all that happened, whenever one looks', async () => {
  const batches = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 1, max: 6 }), async (each, snapshotEvery) => {
      const id = newId();
      const own = { ...account, snapshotEvery };
      for (const size of each) {
        await change(bank.store, own, id, () => Array.from({ length: size }, () => paidIn(size)));
        const { state, version } = await load(bank.store, own, id);
        assert.deepEqual(state, await folded(id));
        assert.equal(version, state.versions.length);
      }
      for (const { recordedAt: at } of await readStream(bank.store, accounts, id)) {
        const { state } = await load(bank.store, own, id, { at });
        assert.deepEqual(state, await folded(id, at));
      }
    }),
    { numRuns: 25 },
  );
});

test('only what came after a snapshot is folded, unless one asks for the time before', async () => {
  const id = await accountWith(6);
  assert.equal(await snapshotOf(id), 5);
  // What no fold would make shows where a state comes from.
  await bank.store.query(
    `UPDATE event_store.snapshots SET state = '{"balance": 1000, "versions": []}' WHERE stream = $1`,
    [`account-${id}`],
  );
  const events = await readStream(bank.store, accounts, id);
  const at = (version: number) => ({ at: events[version - 1]?.recordedAt ?? new Date(0) });
  const balance = async (options = {}) =>
    (await load(bank.store, account, id, options)).state.balance;
  assert.equal(await balance(), 1006);
  assert.equal(await balance(at(6)), 1006);
  assert.equal(await balance(at(5)), 1000);
  assert.equal(await balance(at(4)), 10);
  assert.equal(await balance({ at: new Date(0) }), 0);
});

test('a snapshot of another version of the fold is no longer used, and is replaced', async () => {
  const id = await accountWith(5);
  const counted = defineAggregate({
    stream: accounts,
    version: 2,
    initial: { payments: 0 },
    evolve: ({ payments }) => ({ payments: payments + 1 }),
    snapshotEvery: 5,
  });
  assert.deepEqual((await load(bank.store, counted, id)).state, { payments: 5 });
  await change(bank.store, counted, id, () => [paidIn(1)]);
  assert.equal(await snapshotOf(id), 6);
  assert.deepEqual((await load(bank.store, counted, id)).state, { payments: 6 });
  assert.equal((await load(bank.store, account, id)).state.balance, 16);
});

test('snapshots may be removed at any time', async () => {
  const id = await accountWith(7);
  const before = await load(bank.store, account, id);
  await bank.store.query('DELETE FROM event_store.snapshots');
  assert.deepEqual(await load(bank.store, account, id), before);
});

test('a transaction that rolls back leaves no snapshot', async () => {
  const id = newId();
  const failing = bank.store.transaction(async (transaction) => {
    await change(transaction, account, id, () => [1, 2, 3, 4, 5].map(paidIn));
    assert.equal((await load(transaction, account, id)).state.balance, 15);
    throw new Error('refused');
  });
  await assert.rejects(failing, /refused/);
  assert.equal(await snapshotOf(id), undefined);
  assert.deepEqual((await load(bank.store, account, id)).state, account.initial);
});

test('an account is seen as it was known at a time', async () => {
  const id = newId();
  await book(bank.store, id, 0, opened('Ada'));
  await wait(2);
  const [, second] = [
    await book(bank.store, id, 1, paidIn(5)),
    await book(bank.store, id, 2, paidIn(7)),
  ];
  const [first] = await readStream(bank.store, accounts, id);
  assert.ok(first && second[0]);
  const early = await load(bank.store, account, id, { at: first.recordedAt });
  assert.deepEqual([early.version, early.state.balance], [1, 0]);
  const late = await load(bank.store, account, id, { at: second[0].recordedAt });
  assert.deepEqual([late.version, late.state.balance], [3, 12]);
});

test('the time of a stream does not go back, even when the clock does', async () => {
  const id = newId();
  await book(bank.store, id, 0, paidIn(1));
  await bank.store.query(
    `UPDATE event_store.streams SET recorded_at = now() + interval '1 hour' WHERE stream = $1`,
    [`account-${id}`],
  );
  await book(bank.store, id, 1, paidIn(2));
  const [first, second] = await readStream(bank.store, accounts, id);
  assert.ok(first && second);
  assert.ok(second.recordedAt.getTime() - first.recordedAt.getTime() > 3_500_000);
});

test('a state that JSON does not keep is not accepted', () => {
  const wrong = { stream: accounts, version: 1, initial: { at: new Date(0) } };
  // @ts-expect-error a Date would come back as a text
  assert.ok(defineAggregate({ ...wrong, evolve: (state: { at: Date }) => state }));
});

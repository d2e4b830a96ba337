import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { type Definitions, defineProjection, type EventStore } from '../src/index.ts';
import { bringUpToDate } from '../src/testing/index.ts';
import { accounts, balanceOf, balances, book, bookings, definitions, paidIn } from './accounts.ts';
import { newId, openTestStore, type TestStore } from './test-store.ts';

let bank: TestStore;

before(async () => {
  bank = await openTestStore();
});

after(() => bank.close());

/** Nothing is found by looking alone. */
const asleep = { pollMs: 3_600_000 };

/** The view of balances with a handler that fails for some accounts. */
function failingFor(name: string, isWrong: (id: string) => boolean) {
  return defineProjection({
    name,
    version: 1,
    tables: ['bank.balances'],
    streams: [accounts],
    handlers: {
      'bank.paid-in': async ({ subject, data }, { transaction, build }) => {
        await transaction.query(
          `INSERT INTO bank.balances AS balances VALUES ($1, $2, $3, '{}')
           ON CONFLICT (build, id) DO UPDATE SET balance = balances.balance + excluded.balance`,
          [build, subject, data.amount],
        );
        if (isWrong(subject)) throw new Error(`no room for ${subject}`);
      },
    },
  });
}

async function buildOf(name: string) {
  const [row] = await bank.store.query<{ build: number; position: number; failure: string | null }>(
    `SELECT build, position, failure FROM event_store.builds
     WHERE projection = $1 AND state = 'live'`,
    [name],
  );
  return row;
}

async function balanceIn(name: string, id: string): Promise<number | undefined> {
  const [row] = await bank.store.query<{ balance: number }>(
    'SELECT balance FROM bank.balances WHERE build = event_store.live_build($1) AND id = $2',
    [name, id],
  );
  return row?.balance;
}

/** Starts projections until the end of the test. */
function start(t: { after(end: () => Promise<void>): void }, of: Definitions, options = {}) {
  const projector = bank.open(of).startProjections(options);
  t.after(() => projector.stop());
}

test('a projection is woken by a commit', async (t) => {
  start(t, definitions, asleep);
  const id = newId();
  await book(bank.store, id, 0, paidIn(1));
  await until(async () => (await balanceOf(bank.store, id)) === 1);
  await book(bank.store, id, 1, paidIn(2));
  await until(async () => (await balanceOf(bank.store, id)) === 3);
});

test('a projection that nothing wakes looks by itself', async (t) => {
  start(t, definitions, { pollMs: 20 });
  const id = newId();
  const silently = (position: string) =>
    bank.store.query(
      `INSERT INTO event_store.events (stream, version, type, data_version, data, recorded_at)
       VALUES ($1, $2, 'bank.paid-in', 1, '{"amount": 4}', now())`,
      [`account-${id}`, position],
    );
  await silently('1');
  await until(async () => (await balanceOf(bank.store, id)) === 4);
  await silently('2');
  await until(async () => (await balanceOf(bank.store, id)) === 8);
});

test('each projection handles what concerns it, and goes on where it was', async () => {
  const id = newId();
  const [event] = await book(bank.store, id, 0, paidIn(7));
  await bringUpToDate(bank.store, [balances, bookings]);
  await bringUpToDate(bank.store, [balances, bookings]);
  const booked = await bank.store.query(
    `SELECT amount FROM bank.bookings
     WHERE build = event_store.live_build('bookings') AND position = $1`,
    [event?.position],
  );
  assert.deepEqual(booked, [{ amount: 7 }]);
  assert.equal(await balanceOf(bank.store, id), 7);
});

test('a projection whose handler fails stands still and says so, others go on, until it works', async (t) => {
  let wrong = '';
  const failing = failingFor('failing', (id) => id === wrong);
  const [good, bad, later] = [newId(), newId(), newId()];
  wrong = bad;
  const opened = await openTestStore({ aggregates: [], projections: [failing, balances] });
  t.after(() => opened.close());
  const { store, gauges, lines } = opened;
  const read = async (name: string) => (await gauges[name]?.read()) ?? Number.NaN;
  for (const id of [good, bad, later]) await book(store, id, 0, paidIn(1));
  store.startProjections();
  await until(async () => (await balanceOf(store, later)) === 1);
  await until(
    async () =>
      (await read('projections_failing')) === 1 && (await read('projection_events_behind')) === 2,
  );
  const [live] = await store.query<{ failure: string; position: number }>(
    "SELECT failure FROM event_store.builds WHERE projection = 'failing'",
  );
  assert.equal(live?.failure, `bank.paid-in, event 1 of account-${bad}: no room for ${bad}`);
  const seen = await store.query<{ id: string }>(
    "SELECT id FROM bank.balances WHERE build = event_store.live_build('failing')",
  );
  assert.deepEqual(
    seen.map(({ id }) => id),
    [good],
  );
  wrong = '';
  await until(
    async () =>
      (await read('projections_failing')) === 0 && (await read('projection_events_behind')) === 0,
  );
  assert.deepEqual(lines, ['a projection stands still', 'a projection goes on']);
});

test('what was handled before a failure in the same batch stays, and nothing twice', async (t) => {
  let fails = true;
  const failing = failingFor('batched', (id) => fails && id.startsWith('wrong'));
  const ids = [newId(), newId(), `wrong ${newId()}`, newId(), newId()];
  await bank.store.transaction(async (transaction) => {
    for (const id of ids) await book(transaction, id, 0, paidIn(1));
  });
  start(t, { aggregates: [], projections: [failing] });
  const balancesNow = () => Promise.all(ids.map((id) => balanceIn('batched', id)));
  await until(async () => (await buildOf('batched'))?.failure != null);
  assert.deepEqual(await balancesNow(), [1, 1, undefined, undefined, undefined]);
  fails = false;
  await until(async () => (await balanceIn('batched', ids[4] ?? '')) === 1);
  assert.deepEqual(await balancesNow(), [1, 1, 1, 1, 1]);
  assert.equal((await buildOf('batched'))?.failure, null);
});

test('a projection that was stopped in its work finishes it', async () => {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow = defineProjection({
    name: 'slow',
    version: 1,
    tables: ['bank.bookings'],
    streams: [accounts],
    handlers: {
      'bank.paid-in': async ({ position }, { transaction, build }) => {
        begun.resolve();
        await goOn.promise;
        await transaction.query('INSERT INTO bank.bookings VALUES ($1, $2, 1)', [build, position]);
      },
    },
  });
  const [event] = await book(bank.store, newId(), 0, paidIn(1));
  const projector = bank.open({ aggregates: [], projections: [slow] }).startProjections();
  await begun.promise;
  const stopped = projector.stop();
  goOn.resolve();
  await stopped;
  assert.ok(event && ((await buildOf('slow'))?.position ?? 0) >= event.position);
});

test('who wrote an event can wait until the view has it, but not for ever', async (t) => {
  const id = newId();
  const { store } = bank;
  await bringUpToDate(store, [balances]);
  const [event] = await book(store, id, 0, paidIn(1));
  assert.ok(event);
  assert.equal(await store.projected(balances, event.position, 1), false);
  const waiting = store.projected(balances, event.position, 60_000);
  start(t, definitions, asleep);
  assert.equal(await waiting, true);
  assert.equal(await balanceOf(store, id), 1);
});

test('who follows a stream gets what is there, and then what comes', async () => {
  const id = newId();
  await book(bank.store, id, 0, paidIn(1), paidIn(2));
  const end = new AbortController();
  const versions: number[] = [];
  for await (const { version } of bank.store.follow(accounts, id, {
    after: 1,
    signal: end.signal,
  })) {
    versions.push(version);
    if (version === 4) end.abort();
    else await book(bank.store, id, version, paidIn(version));
  }
  assert.deepEqual(versions, [2, 3, 4]);
});

test('who follows a stream is let go when the database is closed', async () => {
  const other = await openTestStore();
  const following = collect(other.store);
  await other.close();
  assert.deepEqual(await following, []);
});

async function collect(store: EventStore): Promise<unknown[]> {
  const { signal } = new AbortController();
  const events = [];
  for await (const event of store.follow(accounts, newId(), { after: 0, signal })) {
    events.push(event);
  }
  return events;
}

test('tables of views are named with their schema, and each event has one type', () => {
  const wrong = { version: 1, streams: [accounts], handlers: {} } as const;
  const named = (name: string) => () =>
    defineProjection({ ...wrong, name: 'wrong', tables: [name] });
  assert.throws(named('balances'), /"balances" is not the name of a table/);
  assert.throws(named('bank.balances; DROP'), /is not the name of a table/);
  const twice = () =>
    defineProjection({ ...wrong, name: 'twice', tables: [], streams: [accounts, accounts] });
  assert.throws(twice, /two of its events have the same type/);
});

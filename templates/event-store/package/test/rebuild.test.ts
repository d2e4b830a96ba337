import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@app/chassis/testing';
import fc from 'fast-check';
import { advance } from '../src/advance.ts';
import { beginRebuild, buildsOf, ensureBuild } from '../src/builds.ts';
import { change, type Projection } from '../src/index.ts';
import { bringUpToDate } from '../src/testing/index.ts';
import {
  account,
  balanceOf,
  balances,
  book,
  bookings,
  definitions,
  paidIn,
  paidOut,
} from './accounts.ts';
import { newId, openTestStore, type TestStore } from './test-store.ts';

let bank: TestStore;

before(async () => {
  bank = await openTestStore();
});

after(() => bank.close());

/** The projection of balances as other code has it: in cents. */
function inCents(version: number): Projection {
  const handlers = Object.entries(balances.handlers).map(([type, handle]) => [
    type,
    (event: { data: { amount: number } }, view: never) =>
      handle?.({ ...event, data: { amount: event.data.amount * 100 } }, view),
  ]);
  return { ...balances, version, handlers: Object.fromEntries(handlers) };
}

async function statesNow() {
  return (await buildsOf(bank.store, ['balances'])).map(({ version, state }) => [version, state]);
}

/** All rows of the live view. */
async function rowsNow(): Promise<object[]> {
  return bank.store.query(
    `SELECT id, balance, versions FROM bank.balances
     WHERE build = event_store.live_build('balances') ORDER BY id`,
  );
}

/** Brings on what is built beside the live view, until it takes its place. */
async function finish(projection: Projection, limit = 3): Promise<void> {
  const [, beside] = await buildsOf(bank.store, [projection.name]);
  assert.equal(beside?.state, 'building');
  while (await advance(bank.store, projection, beside.build, limit)) {}
}

function start(projection: Projection) {
  const store = bank.open({ ...definitions, projections: [projection] });
  return store.startProjections({ pollMs: 20, batchSize: 5 });
}

test('a view that is built anew has what the live one has', async () => {
  const booking = fc.record({
    account: fc.constantFrom('a', 'b', 'c'),
    amount: fc.integer({ min: -9, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(booking, { maxLength: 12 }), fc.nat(12), async (all, begin) => {
      for (const [at, { account: id, amount }] of all.entries()) {
        if (at === begin) await beginRebuild(bank.store, balances);
        await change(bank.store, account, id, () => [
          amount < 0 ? paidOut(-amount) : paidIn(amount),
        ]);
        await bringUpToDate(bank.store, [balances]);
      }
      await ensureBuild(bank.store, balances);
      if (begin >= all.length) await beginRebuild(bank.store, balances);
      const incremental = await rowsNow();
      await finish(balances);
      assert.deepEqual(await rowsNow(), incremental);
    }),
    { numRuns: 20 },
  );
});

test('the view of newer code is built while the live one is read, takes its place, and the old one goes', async () => {
  const id = newId();
  await book(bank.store, id, 0, paidIn(3));
  await bringUpToDate(bank.store, [balances]);
  const newer = inCents(2);
  await ensureBuild(bank.store, newer);
  await ensureBuild(bank.store, newer);
  assert.equal(await balanceOf(bank.store, id), 3);
  const [, beside] = await buildsOf(bank.store, ['balances']);
  assert.equal(beside?.state, 'building');
  await advance(bank.store, newer, beside.build, 1);
  assert.equal(await balanceOf(bank.store, id), 3);
  await finish(newer);
  assert.equal(await balanceOf(bank.store, id), 300);
  const projector = start(newer);
  await until(async () => (await statesNow()).length === 1);
  await projector.stop();
  assert.deepEqual(await statesNow(), [[2, 'live']]);
  const builds = await bank.store.query('SELECT DISTINCT build FROM bank.balances');
  assert.equal(builds.length, 1);
});

test('what the live view has seen while a new one was built, the new one has too', async () => {
  const [early, late] = [newId(), newId()];
  await book(bank.store, early, 0, paidIn(1));
  const [{ version = 0 } = {}] = await buildsOf(bank.store, ['balances']);
  const live = { ...balances, version };
  await bringUpToDate(bank.store, [live]);
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow: Projection = {
    ...live,
    handlers: {
      ...live.handlers,
      'bank.paid-in': async (event, view) => {
        begun.resolve();
        await goOn.promise;
        await live.handlers['bank.paid-in']?.(event, view);
      },
    },
  };
  await beginRebuild(bank.store, live);
  const finished = finish(slow, 1_000);
  await begun.promise;
  await book(bank.store, late, 0, paidIn(2));
  await bringUpToDate(bank.store, [live]);
  assert.equal(await balanceOf(bank.store, late), 2);
  goOn.resolve();
  await finished;
  const builds = (await buildsOf(bank.store, ['balances'])).map(({ state }) => state);
  assert.deepEqual(builds.slice(0, 2), ['live', 'retired']);
  assert.equal(await balanceOf(bank.store, early), 1);
  assert.equal(await balanceOf(bank.store, late), 2);
});

test('all rows of a view that was replaced are removed, however many', async () => {
  const [live] = await buildsOf(bank.store, ['balances']);
  assert.ok(live);
  await bank.store.query(
    `INSERT INTO bank.balances
     SELECT $1, 'row ' || number, 0, '{}' FROM generate_series(1, 2500) AS number`,
    [live.build],
  );
  const same = { ...balances, version: live.version };
  await beginRebuild(bank.store, same);
  const projector = start(same);
  await until(async () => (await statesNow()).length === 1);
  await projector.stop();
  const rows = await bank.store.query('SELECT FROM bank.balances WHERE build = $1', [live.build]);
  assert.equal(rows.length, 0);
});

test('a reader sees each balance, never an older one, while a view is built anew under load', async () => {
  const [{ version = 0 } = {}] = await buildsOf(bank.store, ['balances']);
  const same = { ...balances, version: version + 1 };
  const projectors = [start(same), start(same)];
  const id = newId();
  await change(bank.store, account, id, () => [paidIn(1)]);
  await until(async () => (await balanceOf(bank.store, id)) === 1);
  const rebuilds = 3;
  let swapped = 0;
  const rebuilding = (async () => {
    for (; swapped < rebuilds; swapped += 1) {
      await beginRebuild(bank.store, same);
      await until(async () => !(await statesNow()).some(([, state]) => state === 'building'));
    }
  })();
  let paid = 1;
  let seen = 1;
  while (swapped < rebuilds) {
    await change(bank.store, account, id, () => [paidIn(1)]);
    paid += 1;
    const balance = await balanceOf(bank.store, id);
    assert.ok(balance !== undefined && balance >= seen && balance <= paid);
    seen = balance;
  }
  await rebuilding;
  await until(async () => (await balanceOf(bank.store, id)) === paid);
  await Promise.all(projectors.map((one) => one.stop()));
});

test('code that is older than the live view leaves it as it is, and says so', async () => {
  const [live] = await buildsOf(bank.store, ['balances']);
  assert.ok(live && live.version > 1);
  const before = await rowsNow();
  const [event] = await book(bank.store, newId(), 0, paidIn(1));
  assert.ok(event);
  const older = { ...definitions, projections: [{ ...balances, version: 1 }, bookings] };
  const store = bank.open(older);
  const projector = store.startProjections({ pollMs: 20 });
  assert.ok(await store.projected(bookings, event.position, 60_000));
  const said = 'newer code makes the live view, this one leaves it alone';
  await until(() => bank.lines.includes(said));
  await projector.stop();
  assert.deepEqual(await rowsNow(), before);
  assert.deepEqual(await statesNow(), [[live.version, 'live']]);
});

test('a build that nobody finished is finished by another, and one of older code is given up', async () => {
  const [{ version = 0 } = {}] = await buildsOf(bank.store, ['balances']);
  await beginRebuild(bank.store, inCents(version + 1));
  const newest = { ...balances, version: version + 2 };
  await beginRebuild(bank.store, newest);
  const [, beside] = await buildsOf(bank.store, ['balances']);
  assert.equal(beside?.version, version + 2);
  await advance(bank.store, newest, beside.build, 1);
  const projector = start(newest);
  await until(async () => (await statesNow()).length === 1);
  await projector.stop();
  assert.deepEqual(await statesNow(), [[version + 2, 'live']]);
});

test('a new view whose handler fails does not touch the live one', async () => {
  const [live] = await buildsOf(bank.store, ['balances']);
  assert.ok(live);
  const before = await rowsNow();
  const broken: Projection = {
    ...balances,
    version: live.version + 1,
    handlers: {
      'bank.paid-in': async () => {
        throw new Error('broken');
      },
    },
  };
  const projector = start(broken);
  await until(async () => (await buildsOf(bank.store, ['balances']))[1]?.failure != null);
  await projector.stop();
  assert.deepEqual(await rowsNow(), before);
  assert.equal((await buildsOf(bank.store, ['balances']))[0]?.build, live.build);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@app/chassis/testing';
import { InvalidEvent } from '@app/events';
import fc from 'fast-check';
import { change, readStream, VersionConflict } from '../src/index.ts';
import { account, accounts, book, opened, paidIn, paidOut } from './accounts.ts';
import { newId, openTestStore, someoneWaits, type TestStore } from './test-store.ts';

let bank: TestStore;

before(async () => {
  bank = await openTestStore();
});

after(() => bank.close());

test('what is appended is read again in its order, with version, time and cause', async () => {
  const { store } = bank;
  const id = newId();
  const before = new Date();
  const written = await change(store, account, id, () => [opened('Ada'), paidIn(5)], {
    causation: 'a message',
  });
  const read = await readStream(store, accounts, id);
  assert.deepEqual(read, written.events);
  assert.deepEqual(
    read.map(({ version, type, data, subject, stream, causation }) => [
      version,
      type,
      data,
      subject,
      stream,
      causation,
    ]),
    [
      [1, 'bank.opened', { owner: 'Ada' }, id, `account-${id}`, 'a message'],
      [2, 'bank.paid-in', { amount: 5 }, id, `account-${id}`, 'a message'],
    ],
  );
  const [first, second] = read;
  assert.ok(first && second && first.position < second.position && first.id !== second.id);
  assert.ok(first.recordedAt >= before && first.recordedAt <= new Date());
});

test('a stream that nobody wrote is empty, and parts of one can be read', async () => {
  const id = newId();
  assert.deepEqual(await readStream(bank.store, accounts, id), []);
  await book(bank.store, id, 0, paidIn(1), paidIn(2));
  await book(bank.store, id, 2);
  const [later] = await readStream(bank.store, accounts, id, { after: 1 });
  assert.equal(later?.version, 2);
});

test('who read another version writes nothing, and the transaction can go on', async () => {
  const { store } = bank;
  const id = newId();
  await book(store, id, 0, paidIn(1), paidIn(2));
  for (const wrong of [0, 1, 3]) {
    await store.transaction(async (transaction) => {
      await assert.rejects(book(transaction, id, wrong, paidIn(9)), VersionConflict);
      await transaction.query('SELECT 1');
    });
  }
  await assert.rejects(book(store, newId(), 1, paidIn(9)), VersionConflict);
  assert.equal((await readStream(store, accounts, id)).length, 2);
});

test('who waits for another transaction of the same stream is told that it was first', async () => {
  const { store } = bank;
  const id = newId();
  const written = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow = store.transaction(async (transaction) => {
    await book(transaction, id, 0, paidIn(1));
    written.resolve();
    await goOn.promise;
  });
  await written.promise;
  const quick = assert.rejects(book(store, id, 0, paidIn(2)), VersionConflict);
  await until(() => someoneWaits(store));
  goOn.resolve();
  await Promise.all([slow, quick]);
  const events = await readStream(store, accounts, id);
  assert.deepEqual(
    events.map(({ data }) => data),
    [{ amount: 1 }],
  );
});

test('a transaction that rolls back leaves no event and no version', async () => {
  const { store } = bank;
  const id = newId();
  const failing = store.transaction(async (transaction) => {
    await book(transaction, id, 0, paidIn(1));
    throw new Error('refused');
  });
  await assert.rejects(failing, /refused/);
  await book(store, id, 0, paidIn(2));
  assert.equal((await readStream(store, accounts, id)).length, 1);
});

test('concurrent changes lose nothing, and leave no gap in the versions', async () => {
  const { store } = bank;
  const amounts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  const writers = fc.array(amounts, { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(writers, async (each) => {
      const id = newId();
      await Promise.all(
        each.map((own) =>
          store.transaction((transaction) =>
            change(transaction, account, id, () => own.map(paidIn)),
          ),
        ),
      );
      const events = await readStream(store, accounts, id);
      assert.deepEqual(
        events.map(({ version }) => version),
        each.flat().map((_, at) => at + 1),
      );
      const read = events.map(({ data }) => ('amount' in data ? data.amount : 0));
      // Events of one writer stay together.
      for (const own of each) {
        assert.ok(JSON.stringify(read).includes(JSON.stringify(own).slice(1, -1)), `${read}`);
      }
      assert.deepEqual(read.toSorted(), each.flat().toSorted());
      const positions = events.map(({ position }) => position);
      assert.deepEqual(
        positions,
        positions.toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 30 },
  );
});

test('a change is decided on what others have done meanwhile', async () => {
  const { store } = bank;
  const id = newId();
  await book(store, id, 0, paidIn(5));
  const results = await Promise.all(
    Array.from({ length: 8 }, () =>
      store.transaction((transaction) =>
        change(transaction, account, id, ({ balance }) => (balance > 0 ? [paidOut(1)] : [])),
      ),
    ),
  );
  assert.equal(results.filter(({ events }) => events.length > 0).length, 5);
  const [last] = (await readStream(store, accounts, id)).slice(-1);
  assert.equal(last?.version, 6);
});

test('what its schema does not allow is not recorded', async () => {
  const id = newId();
  const wrong = { type: 'bank.paid-in', data: { amount: 'much' } } as never;
  await assert.rejects(book(bank.store, id, 0, wrong), InvalidEvent);
  await assert.rejects(
    book(bank.store, id, 0, { type: 'bank.sold' } as never),
    /bank.sold does not happen/,
  );
  assert.deepEqual(await readStream(bank.store, accounts, id), []);
});

test('nobody changes or removes what was recorded', async () => {
  await book(bank.store, newId(), 0, paidIn(1));
  const kept = /events are kept as they were recorded/;
  await assert.rejects(bank.store.query('DELETE FROM event_store.events'), kept);
  await assert.rejects(bank.store.query('UPDATE event_store.events SET version = 7'), kept);
  await assert.rejects(bank.asOwner('TRUNCATE event_store.events'), kept);
});

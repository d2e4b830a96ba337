import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Database } from '@app/database';
import { transitionsOf } from '../src/saga-store.ts';
import { breakingAfter } from './breaking.ts';
import {
  commandsOf,
  everything,
  expire,
  openTestSagas,
  reply,
  type TestSagas,
  take,
  toldOf,
} from './test-sagas.ts';

let world: TestSagas;

before(async () => {
  world = await openTestSagas();
});

after(() => world.close());

/** Starts a saga, and takes in replies one after the other. */
async function begun(...replies: readonly string[]): Promise<{ id: string; key: string }> {
  const key = randomUUID();
  const { pool, sagas } = world;
  const { id } = await pool.transaction((transaction) =>
    sagas.start(transaction, key, { name: 'Ada' }),
  );
  for (const type of replies) await receive(key, type);
  return { id, key };
}

function receive(key: string, type: string) {
  return world.pool.transaction((transaction) => take(world, transaction, reply(key, type)));
}

function cancel(key: string) {
  return world.pool.transaction((transaction) => world.sagas.cancel(transaction, key, 'cancelled'));
}

test('a saga sends a command after each reply, and tells its owner of its end', async () => {
  const { id, key } = await begun('hotel-booked', 'car-rented', 'ticket-bought');
  assert.deepEqual(await commandsOf(world, key), ['book-hotel', 'rent-car', 'buy-ticket']);
  assert.deepEqual(await toldOf(world, key), ['completed']);
  const recorded = await transitionsOf(world.pool, id);
  assert.deepEqual(
    recorded.map(({ input, step, state }) => [input, step, state]),
    [
      ['started', 'hotel', 'running'],
      ['hotel-booked', 'car', 'running'],
      ['car-rented', 'ticket', 'running'],
      ['ticket-bought', 'ticket', 'completed'],
    ],
  );
});

test('a failure has what was done taken back, with the data it was started with', async () => {
  const { key } = await begun('hotel-booked', 'no-car', 'hotel-cancelled');
  assert.deepEqual(await commandsOf(world, key), ['book-hotel', 'rent-car', 'cancel-hotel']);
  assert.deepEqual(await toldOf(world, key), ['turned: no-car', 'compensated']);
  const [{ body } = { body: '{}' }] = await world.pool.query<{ body: string }>(
    'SELECT body FROM outbox.messages WHERE key = $1 ORDER BY position DESC LIMIT 1',
    [key],
  );
  assert.deepEqual(JSON.parse(body).data, { name: 'Ada' });
});

test('what comes again, late or unexpected is recorded, and has no effect', async () => {
  const { id, key } = await begun('hotel-booked');
  assert.equal(await receive(key, 'hotel-booked'), 'ignored');
  assert.equal(await receive(key, 'ticket-bought'), 'ignored');
  assert.equal(await receive(key, 'nothing-of-ours'), 'ignored');
  assert.equal(await receive(randomUUID(), 'hotel-booked'), 'unknown');
  assert.deepEqual(await commandsOf(world, key), ['book-hotel', 'rent-car']);
  const recorded = await transitionsOf(world.pool, id);
  const strays = recorded.filter(({ applied }) => !applied).map(({ input }) => input);
  assert.deepEqual(strays, ['hotel-booked', 'ticket-bought']);
});

test('there is one saga for a key', async () => {
  const { key } = await begun();
  const again = world.pool.transaction((transaction) =>
    world.sagas.start(transaction, key, { name: 'Bob' }),
  );
  await assert.rejects(again, /sagas_kind_key_key/);
});

test('the saga of a completed trip is cancelled, once', async () => {
  const { key } = await begun('hotel-booked', 'car-rented', 'ticket-bought');
  assert.deepEqual([await cancel(key), await cancel(key)], ['applied', 'ignored']);
  for (const type of ['ticket-refunded', 'car-returned', 'hotel-cancelled']) {
    await receive(key, type);
  }
  const commands = (await commandsOf(world, key)).slice(3);
  assert.deepEqual(commands, ['refund-ticket', 'return-car', 'cancel-hotel']);
  assert.deepEqual(await toldOf(world, key), ['completed', 'turned: cancelled', 'compensated']);
  assert.equal(await cancel(randomUUID()), 'unknown');
});

test('a command that is sent again is the same message', async () => {
  const { id, key } = await begun();
  await expire(world, key);
  await world.pool.transaction((transaction) => world.sagas.passDeadline(transaction, id));
  const sent = await world.pool.query('SELECT id FROM outbox.messages WHERE key = $1', [key]);
  assert.equal(sent.length, 2);
  assert.deepEqual(sent[0], sent[1]);
});

test('a saga whose deadline has not passed is left alone', async () => {
  const { id } = await begun();
  const { pool, sagas } = world;
  const outcome = await pool.transaction((transaction) => sagas.passDeadline(transaction, id));
  assert.equal(outcome, 'ignored');
  assert.ok(!(await sagas.due(pool, 1_000)).includes(id));
});

type Work = (transaction: Database) => Promise<unknown>;

/** What happens in one transaction, and what is there before. */
const transactions: Readonly<Record<string, () => Promise<Work>>> = {
  start: async () => (tx) => world.sagas.start(tx, randomUUID(), { name: 'Ada' }),
  success: async () => {
    const { key } = await begun();
    return (tx) => take(world, tx, reply(key, 'hotel-booked'));
  },
  failure: async () => {
    const { key } = await begun('hotel-booked');
    return (tx) => take(world, tx, reply(key, 'no-car'));
  },
  'last compensation': async () => {
    const { key } = await begun('hotel-booked', 'no-car');
    return (tx) => take(world, tx, reply(key, 'hotel-cancelled'));
  },
  cancellation: async () => {
    const { key } = await begun('hotel-booked', 'car-rented', 'ticket-bought');
    return (tx) => world.sagas.cancel(tx, key, 'cancelled');
  },
  deadline: async () => {
    const { id, key } = await begun('hotel-booked');
    await expire(world, key);
    return (tx) => world.sagas.passDeadline(tx, id);
  },
};

for (const [name, prepare] of Object.entries(transactions)) {
  test(`a process that dies between any two statements of a ${name} leaves nothing behind`, async () => {
    const work = await prepare();
    const untouched = await everything(world);
    let statements = 0;
    while (!(await breakingAfter(world.pool, statements)(work).then(always, never))) {
      assert.equal(await everything(world), untouched, `after ${statements} statements`);
      statements += 1;
    }
    assert.ok(statements >= 3);
    assert.notEqual(await everything(world), untouched);
  });
}

const always = () => true;

function never(error: Error): false {
  assert.equal(error.message, 'killed');
  return false;
}

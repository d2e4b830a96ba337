import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { deadlinePass, type Reply } from '../src/index.ts';
import {
  commandsOf,
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

const log = { info() {}, warn() {}, error() {} };

function start(key: string) {
  return world.pool.transaction((transaction) =>
    world.sagas.start(transaction, key, { name: 'Ada' }),
  );
}

function receive(message: Reply) {
  return world.pool.transaction((transaction) => take(world, transaction, message));
}

const pass = () => deadlinePass(world.pool, world.sagas, log)({ signal: AbortSignal.any([]) });

test('one reply, delivered to many instances at once, moves the saga once', async () => {
  const key = randomUUID();
  await start(key);
  const message = reply(key, 'hotel-booked');
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => receive(message)));
  assert.deepEqual(
    outcomes.filter((outcome) => outcome === 'applied'),
    ['applied'],
  );
  assert.deepEqual(await commandsOf(world, key), ['book-hotel', 'rent-car']);
});

test('of a success and a cancellation at once, either comes first, and all is taken back', async () => {
  for (const _ of Array.from({ length: 10 })) {
    const key = randomUUID();
    await start(key);
    await Promise.all([
      receive(reply(key, 'hotel-booked')),
      world.pool.transaction((transaction) => world.sagas.cancel(transaction, key, 'cancelled')),
    ]);
    const commands = await commandsOf(world, key);
    const either = [
      ['book-hotel', 'cancel-hotel'],
      ['book-hotel', 'rent-car', 'return-car'],
    ];
    assert.ok(
      either.some((one) => one.join() === commands.join()),
      commands.join(),
    );
    assert.deepEqual(await toldOf(world, key), ['turned: cancelled']);
  }
});

test('many instances that look at deadlines take each saga once', async () => {
  const keys = Array.from({ length: 12 }, () => randomUUID());
  await Promise.all(keys.map(start));
  await Promise.all(keys.map((key) => expire(world, key)));
  await Promise.all(Array.from({ length: 4 }, pass));
  for (const key of keys) {
    assert.deepEqual(await commandsOf(world, key), ['book-hotel', 'book-hotel']);
  }
});

test('a saga that another instance is at is not waited for', async () => {
  const [held, free] = [randomUUID(), randomUUID()];
  const { id } = await start(held);
  await start(free);
  for (const key of [held, free]) await expire(world, key);
  await world.pool.transaction(async (transaction) => {
    await transaction.query('SELECT FROM saga.sagas WHERE id = $1 FOR UPDATE', [id]);
    await pass();
  });
  assert.deepEqual(await commandsOf(world, held), ['book-hotel']);
  assert.deepEqual(await commandsOf(world, free), ['book-hotel', 'book-hotel']);
  await pass();
  assert.deepEqual(await commandsOf(world, held), ['book-hotel', 'book-hotel']);
});

test('a saga that cannot be moved holds up no other, and is logged', async () => {
  const [broken, sound] = [randomUUID(), randomUUID()];
  await start(broken);
  await start(sound);
  await world.pool.query("UPDATE saga.sagas SET step = 'plane' WHERE key = $1", [broken]);
  for (const key of [broken, sound]) await expire(world, key);
  const warnings: string[] = [];
  const warn = (fields: object) => void warnings.push(String((fields as { err: Error }).err));
  const looking = deadlinePass(world.pool, world.sagas, { ...log, warn });
  await looking({ signal: AbortSignal.any([]) });
  assert.deepEqual(warnings, [
    'Error: saga trip has no step plane: take another kind for new steps',
  ]);
  assert.deepEqual(await commandsOf(world, sound), ['book-hotel', 'book-hotel']);
});

test('a pass ends early when the server closes, and outlives an outage of the database', async () => {
  const key = randomUUID();
  await start(key);
  await expire(world, key);
  const closed = { signal: AbortSignal.abort() };
  await deadlinePass(world.pool, world.sagas, log)(closed);
  assert.deepEqual(await commandsOf(world, key), ['book-hotel']);

  const warnings: string[] = [];
  const warn = (_: object, message: string) => void warnings.push(message);
  const sagas = { ...world.sagas, due: () => Promise.reject(new Error('away')) };
  await deadlinePass(world.pool, sagas, { ...log, warn })({ signal: AbortSignal.any([]) });
  assert.deepEqual(warnings, ['deadlines of sagas are looked at later']);
});

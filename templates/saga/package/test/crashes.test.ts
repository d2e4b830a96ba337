import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once as emitted } from 'node:events';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { findSaga } from '../src/saga-store.ts';
import { breakingAfter } from './breaking.ts';
import { type Behaviour, Participants } from './participants.ts';
import { commandsOf, expire, openTestSagas, reply, type TestSagas, take } from './test-sagas.ts';
import { trip } from './trip.ts';

let world: TestSagas;

before(async () => {
  world = await openTestSagas();
});

after(() => world.close());

/** One saga in the database, whose participants read its commands from the outbox, over and over. */
class Journey {
  readonly key = randomUUID();
  readonly participants: Participants;
  readonly #replies: ReturnType<typeof reply>[] = [];
  #id = '';

  constructor(behaviours: Readonly<Record<string, Behaviour>>) {
    this.participants = new Participants(trip, behaviours);
  }

  async start(): Promise<void> {
    const saga = await world.pool.transaction((tx) =>
      world.sagas.start(tx, this.key, { name: '' }),
    );
    this.#id = saga.id;
  }

  saga() {
    return findSaga(world.pool, trip.kind, this.#id);
  }

  /** @param at which of all commands that were ever sent */
  async handleCommand(at: number): Promise<void> {
    const sent = await world.pool.query<{ id: string; type: string }>(
      `SELECT id, body::json ->> 'type' AS type FROM outbox.messages
       WHERE key = $1 ORDER BY position`,
      [this.key],
    );
    const command = sent[at % sent.length];
    const type = command && this.participants.handle(command);
    if (type) this.#replies.push(reply(this.key, type));
  }

  /** @param statements after which the process dies */
  async takeReply(at: number, statements: number): Promise<void> {
    const message = this.#replies[at % Math.max(this.#replies.length, 1)];
    if (message) await this.#work(statements, (tx) => take(world, tx, message));
  }

  async passDeadline(statements: number): Promise<void> {
    await expire(world, this.key);
    await this.#work(statements, (tx) => world.sagas.passDeadline(tx, this.#id));
  }

  cancel(statements: number): Promise<void> {
    return this.#work(statements, (tx) => world.sagas.cancel(tx, this.key, 'cancelled'));
  }

  /** Lets everything arrive, with no more crashes, until nobody waits for anything. */
  async settle(): Promise<void> {
    for (;;) {
      const { length } = await commandsOf(world, this.key);
      for (let at = 0; at < length; at += 1) await this.handleCommand(at);
      for (let at = 0; at < this.#replies.length; at += 1) await this.takeReply(at, never);
      if ((await commandsOf(world, this.key)).length > length) continue;
      if ((await this.saga())?.deadline === null) return;
      await this.passDeadline(never);
    }
  }

  async #work(statements: number, work: Parameters<ReturnType<typeof breakingAfter>>[0]) {
    await breakingAfter(
      world.pool,
      statements,
    )(work).catch((error: Error) => {
      assert.equal(error.message, 'killed');
    });
  }
}

const never = Number.POSITIVE_INFINITY;

const statements = fc.oneof(fc.constant(never), fc.nat(8));
const behaviour = fc.constantFrom<Behaviour>('does', 'does', 'does', 'refuses', 'is silent');

const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ command: fc.nat(20) }) },
  { weight: 5, arbitrary: fc.record({ reply: fc.nat(20), statements }) },
  { weight: 2, arbitrary: fc.record({ deadline: statements }) },
  { weight: 1, arbitrary: fc.record({ cancel: statements }) },
);

test('with crashes at any statement, in any order: all is done, or undone in reverse', async () => {
  const behaviours = fc.record({ hotel: behaviour, car: behaviour, ticket: behaviour });
  await fc.assert(
    fc.asyncProperty(behaviours, fc.array(event, { maxLength: 25 }), async (behaving, events) => {
      const journey = new Journey(behaving);
      await journey.start();
      for (const one of events) {
        if ('command' in one) await journey.handleCommand(one.command);
        else if ('reply' in one) await journey.takeReply(one.reply, one.statements);
        else if ('deadline' in one) await journey.passDeadline(one.deadline);
        else await journey.cancel(one.cancel);
      }
      await journey.settle();
      const { standing, done, undone } = journey.participants;
      const saga = await journey.saga();
      if (saga?.state === 'completed') assert.deepEqual(standing, ['hotel', 'car', 'ticket']);
      else {
        assert.equal(saga?.state, 'compensated');
        assert.deepEqual(standing, []);
        assert.deepEqual(undone, done.toReversed());
      }
    }),
    { numRuns: 60 },
  );
});

test('a process that is killed while it advances a saga leaves it to the next one', async () => {
  const key = randomUUID();
  await world.pool.transaction((tx) => world.sagas.start(tx, key, { name: 'Ada' }));
  const message = reply(key, 'hotel-booked');
  const fixture = `${import.meta.dirname}/advancing-fixture.ts`;
  const child = fork(fixture, [world.url, JSON.stringify(message)]);
  await emitted(child, 'message');
  const next = world.pool.transaction((tx) => take(world, tx, message));
  child.kill('SIGKILL');
  await emitted(child, 'exit');
  assert.equal(await next, 'applied');
  assert.deepEqual(await commandsOf(world, key), ['book-hotel', 'rent-car']);
});

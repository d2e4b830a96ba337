import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { advance, begin, type Input, isEnded, isWaiting, type Progress } from '../src/advance.ts';
import { awaitedCommand, commandId } from '../src/command.ts';
import type { SagaDefinition } from '../src/index.ts';
import { type Behaviour, Participants } from './participants.ts';
import { finalTrip, trip } from './trip.ts';

const sagaId = '0197f3a0-0000-7000-8000-000000000000';

interface Wire {
  readonly to: 'participants' | 'saga';
  readonly id: string;
  readonly type: string;
}

/** A saga, its participants, and messages between them that arrive in any order, or more than once. */
class World {
  readonly participants: Participants;
  /** Commands in the order in which they were first sent. */
  readonly commands: string[] = [];
  progress: Progress;
  readonly #definition: SagaDefinition;
  readonly #wires: Wire[] = [];

  constructor(definition: SagaDefinition, behaviours: Readonly<Record<string, Behaviour>>) {
    this.#definition = definition;
    this.participants = new Participants(definition, behaviours);
    this.progress = begin(definition);
    this.#send();
  }

  input(input: Input): void {
    const next = advance(this.#definition, this.progress, input);
    if (!next) return;
    this.progress = next;
    if (isWaiting(next)) this.#send();
  }

  /** Delivers one message; nothing when none is on its way. */
  deliver(pick: number, keep: boolean): void {
    const at = pick % Math.max(this.#wires.length, 1);
    const wire = this.#wires[at];
    if (!wire) return;
    if (!keep) this.#wires.splice(at, 1);
    if (wire.to === 'saga') this.input({ kind: 'reply', type: wire.type });
    else this.#handle(wire);
  }

  #handle(wire: Wire): void {
    const reply = this.participants.handle(wire);
    if (reply) this.#wires.push({ to: 'saga', id: `reply to ${wire.id}`, type: reply });
  }

  /** Lets all that is on its way arrive, and deadlines pass, until nothing more happens. */
  settle(): void {
    while (this.#wires.length > 0 || isWaiting(this.progress)) {
      while (this.#wires.length > 0) this.deliver(0, false);
      this.input({ kind: 'deadline' });
    }
  }

  #send(): void {
    const saga = { id: sagaId, key: 'key', data: {} };
    const { id, type } = awaitedCommand(this.#definition, saga, this.progress);
    if (!this.commands.includes(type)) this.commands.push(type);
    this.#wires.push({ to: 'participants', id, type });
  }
}

const behaviour = fc.constantFrom<Behaviour>('does', 'does', 'refuses', 'is silent');

const event = fc.oneof(
  { weight: 8, arbitrary: fc.record({ deliver: fc.nat(20), keep: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant<Input>({ kind: 'deadline' }) },
  { weight: 1, arbitrary: fc.constantFrom<Input>({ kind: 'cancel', cause: 'cancelled' }) },
  { weight: 1, arbitrary: fc.constantFrom<Input>({ kind: 'retry' }, { kind: 'abort' }) },
);

function run(
  definition: SagaDefinition,
  behaviours: readonly Behaviour[],
  events: readonly (Input | { deliver: number; keep: boolean })[],
): World {
  const named = definition.steps.map(({ name }, at) => [name, behaviours[at] ?? 'does']);
  const world = new World(definition, Object.fromEntries(named));
  for (const one of events) {
    if ('kind' in one) world.input(one);
    else world.deliver(one.deliver, one.keep);
  }
  world.settle();
  return world;
}

const runs = fc.tuple(
  fc.array(behaviour, { minLength: 4, maxLength: 4 }),
  fc.array(event, { maxLength: 60 }),
);

test('whatever is lost, late, repeated or cancelled: all is done, or what was done is undone in reverse', () => {
  fc.assert(
    fc.property(runs, ([behaviours, events]) => {
      const { progress, participants } = run(trip, behaviours, events);
      assert.ok(isEnded(progress), progress.lastError ?? progress.state);
      if (progress.state === 'completed') {
        assert.deepEqual(participants.standing, ['hotel', 'car', 'ticket']);
        assert.deepEqual(participants.undone, []);
      } else {
        assert.deepEqual(participants.standing, []);
        assert.deepEqual(participants.undone, participants.done.toReversed());
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a compensation is sent for what was or may be done, once it goes backward, and for nothing else', () => {
  fc.assert(
    fc.property(runs, ([behaviours, events]) => {
      const { commands, progress } = run(trip, behaviours, events);
      const turnedAt = commands.findIndex((type) => /^(cancel|return|refund)/.test(type));
      const [forward, backward] =
        turnedAt < 0 ? [commands, []] : [commands.slice(0, turnedAt), commands.slice(turnedAt)];
      assert.deepEqual(forward, ['book-hotel', 'rent-car', 'buy-ticket'].slice(0, forward.length));
      const failed = ['hotel-full', 'no-car', 'no-ticket'].includes(progress.cause ?? '');
      const expected = ['cancel-hotel', 'return-car', 'refund-ticket']
        .slice(0, forward.length - (failed ? 1 : 0))
        .toReversed();
      assert.deepEqual(backward, progress.state === 'completed' ? [] : expected);
    }),
    { numRuns: 2_000 },
  );
});

test('with a pivot that cannot be taken back, it ends, or is stuck where one can see it', () => {
  fc.assert(
    fc.property(runs, ([behaviours, events]) => {
      const { progress, participants } = run(finalTrip, behaviours, events);
      const { standing } = participants;
      if (progress.state === 'completed') assert.equal(standing.length, 4);
      else if (progress.state === 'compensated') {
        assert.deepEqual(
          standing.filter((name) => name !== 'visa'),
          [],
        );
      } else {
        assert.equal(progress.state, 'stuck');
        assert.match(progress.lastError ?? '', /^no reply to|failed after the pivot/);
        assert.ok(['ticket', 'notice'].includes(progress.step));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a command has an id of its own, and keeps it', () => {
  const ids = [commandId(sagaId, 'hotel', 'forward'), commandId(sagaId, 'hotel', 'backward')];
  assert.equal(new Set(ids).size, 2);
  assert.deepEqual(ids[0], commandId(sagaId, 'hotel', 'forward'));
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
});

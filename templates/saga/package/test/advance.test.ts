import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, begin, commandOf, type Input, type Progress } from '../src/advance.ts';
import type { SagaDefinition } from '../src/index.ts';
import { finalTrip, trip } from './trip.ts';

/** What becomes of a saga from its beginning on; what does not concern it changes nothing. */
function after(definition: SagaDefinition, ...inputs: (Input | string)[]): Progress {
  return inputs.reduce<Progress>((progress, input) => {
    const given: Input = typeof input === 'string' ? { kind: 'reply', type: input } : input;
    return advance(definition, progress, given) ?? progress;
  }, begin(definition));
}

const deadline: Input = { kind: 'deadline' };
const retry: Input = { kind: 'retry' };
const abort: Input = { kind: 'abort' };
const cancel: Input = { kind: 'cancel', cause: 'cancelled' };

/** What it waits for, as its state and the command that is answered. */
function awaits(definition: SagaDefinition, progress: Progress): string {
  return `${progress.state}: ${commandOf(definition, progress)}`;
}

test('each success leads to the next step, and the last one completes', () => {
  assert.equal(awaits(trip, after(trip)), 'running: book-hotel');
  assert.equal(awaits(trip, after(trip, 'hotel-booked')), 'running: rent-car');
  assert.equal(awaits(trip, after(trip, 'hotel-booked', 'car-rented')), 'running: buy-ticket');
  const { state } = after(trip, 'hotel-booked', 'car-rented', 'ticket-bought');
  assert.equal(state, 'completed');
});

test('a failure takes back the steps before it, the last one first', () => {
  const refused = ['hotel-booked', 'car-rented', 'no-ticket'];
  assert.equal(awaits(trip, after(trip, ...refused)), 'compensating: return-car');
  const second = after(trip, ...refused, 'car-returned');
  assert.equal(awaits(trip, second), 'compensating: cancel-hotel');
  const { state, cause } = after(trip, ...refused, 'car-returned', 'hotel-cancelled');
  assert.deepEqual({ state, cause }, { state: 'compensated', cause: 'no-ticket' });
});

test('a failure of the first step leaves nothing to take back', () => {
  const { state, direction, cause } = after(trip, 'hotel-full');
  assert.deepEqual([state, direction, cause], ['compensated', 'backward', 'hotel-full']);
});

test('silence sends the command again, and then takes back the step too: it may be done', () => {
  const again = after(trip, 'hotel-booked', deadline);
  assert.equal(awaits(trip, again), 'running: rent-car');
  assert.equal(again.attempts, 2);
  const turned = after(trip, 'hotel-booked', deadline, deadline);
  assert.equal(awaits(trip, turned), 'compensating: return-car');
  assert.equal(turned.attempts, 1);
  assert.equal(turned.cause, 'timed_out');
  assert.equal(turned.lastError, 'no reply to rent-car, sent 2 times');
});

test('a compensation that stays unanswered is stuck, until it is answered or retried', () => {
  const stuck = after(trip, 'hotel-booked', 'no-car', deadline, deadline);
  assert.equal(awaits(trip, stuck), 'stuck: cancel-hotel');
  assert.equal(stuck.lastError, 'no reply to cancel-hotel, sent 2 times');
  assert.equal(advance(trip, stuck, deadline), undefined);
  assert.equal(advance(trip, stuck, abort), undefined);
  const retried = advance(trip, stuck, retry);
  assert.deepEqual(retried, { ...stuck, state: 'compensating', attempts: 1 });
  const late = advance(trip, stuck, { kind: 'reply', type: 'hotel-cancelled' });
  assert.equal(late?.state, 'compensated');
});

test('a pivot that cannot be taken back is stuck in silence: nobody knows whether it is done', () => {
  const stuck = after(finalTrip, 'hotel-booked', 'visa-good', deadline, deadline);
  assert.equal(awaits(finalTrip, stuck), 'stuck: buy-ticket');
  assert.equal(advance(finalTrip, stuck, abort), undefined);
  assert.equal(advance(finalTrip, stuck, cancel), undefined);
  const refused = advance(finalTrip, stuck, { kind: 'reply', type: 'no-ticket' });
  assert.equal(refused && awaits(finalTrip, refused), 'compensating: cancel-hotel');
  const bought = advance(finalTrip, stuck, { kind: 'reply', type: 'ticket-bought' });
  assert.equal(bought && awaits(finalTrip, bought), 'running: send-notice');
});

test('after the pivot nothing is taken back: it goes on, or is stuck', () => {
  const bought = ['hotel-booked', 'visa-good', 'ticket-bought'];
  const failed = after(finalTrip, ...bought, 'no-address');
  assert.equal(failed.state, 'stuck');
  assert.equal(failed.lastError, 'notice failed after the pivot: no-address');
  assert.equal(after(finalTrip, ...bought, deadline, deadline).state, 'stuck');
  assert.equal(after(finalTrip, ...bought, deadline, deadline, retry).state, 'running');
  assert.equal(after(finalTrip, ...bought, 'notice-sent').state, 'completed');
});

test('a step without a compensation before the pivot has nothing to take back', () => {
  const turned = after(finalTrip, 'hotel-booked', deadline, deadline);
  assert.equal(awaits(finalTrip, turned), 'compensating: cancel-hotel');
});

test('it is cancelled from any state but those that are undone, and for good', () => {
  const all = ['hotel-booked', 'car-rented', 'ticket-bought'];
  assert.equal(awaits(trip, after(trip, cancel)), 'compensating: cancel-hotel');
  assert.equal(awaits(trip, after(trip, 'hotel-booked', cancel)), 'compensating: return-car');
  assert.equal(awaits(trip, after(trip, ...all, cancel)), 'compensating: refund-ticket');
  assert.equal(after(trip, ...all, cancel).cause, 'cancelled');
  const undone = after(trip, 'hotel-booked', 'no-car');
  assert.equal(advance(trip, undone, cancel), undefined);
  assert.equal(advance(trip, after(trip, 'hotel-full'), cancel), undefined);
});

test('an operator aborts what is not completed, and retries what is stuck', () => {
  const all = ['hotel-booked', 'car-rented', 'ticket-bought'];
  assert.equal(after(trip, 'hotel-booked', abort).cause, 'aborted');
  assert.equal(advance(trip, after(trip, ...all), abort), undefined);
  assert.equal(advance(trip, after(trip), retry), undefined);
});

test('replies that are late, come again or are of another step change nothing', () => {
  const strays = ['hotel-booked', 'hotel-full', 'car-rented', 'no-car', 'hotel-cancelled'];
  const turned = after(trip, 'hotel-booked', 'car-rented', 'no-ticket');
  for (const type of [...strays, 'ticket-bought', 'something-else']) {
    assert.equal(advance(trip, turned, { kind: 'reply', type }), undefined, type);
  }
  const completed = after(trip, 'hotel-booked', 'car-rented', 'ticket-bought');
  for (const type of [...strays, 'ticket-bought', 'no-ticket', 'ticket-refunded']) {
    assert.equal(advance(trip, completed, { kind: 'reply', type }), undefined, type);
  }
});

test('a saga from before its steps were changed says so', () => {
  const progress = { ...begin(trip), step: 'plane' };
  const booked: Input = { kind: 'reply', type: 'hotel-booked' };
  assert.throws(() => advance(trip, progress, booked), /saga trip has no step plane/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineSaga } from '../src/index.ts';
import { trip } from './trip.ts';

test('a saga whose replies do not say which step they are of is refused', () => {
  const [hotel, car, ticket] = trip.steps as [(typeof trip.steps)[0], ...typeof trip.steps];
  const steps = [hotel, { ...hotel, name: 'another hotel' }];
  assert.throws(
    () => defineSaga({ ...trip, steps, pivot: 'hotel' }),
    /hotel-booked is there twice/,
  );
  const same = [hotel, car, ticket, hotel].filter((step) => step !== undefined);
  assert.throws(() => defineSaga({ ...trip, steps: same }), /hotel is there twice/);
});

test('a saga without its pivot, or without patience, is refused', () => {
  assert.throws(() => defineSaga({ ...trip, pivot: 'plane' }), /plane is no step/);
  assert.throws(() => defineSaga({ ...trip, attempts: 0 }), /waits for no answer/);
  assert.throws(() => defineSaga({ ...trip, timeoutMs: 0 }), /waits for no answer/);
});

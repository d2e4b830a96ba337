import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancellableForMs, isCancellable } from '../domain/order.ts';

const createdAt = '2026-01-01T00:00:00.000Z';
const placed = Date.parse(createdAt);

test('an order can be cancelled for a day, and no longer', () => {
  assert.equal(isCancellable({ createdAt }, new Date(placed)), true);
  assert.equal(isCancellable({ createdAt }, new Date(placed + cancellableForMs - 1)), true);
  assert.equal(isCancellable({ createdAt }, new Date(placed + cancellableForMs)), false);
});

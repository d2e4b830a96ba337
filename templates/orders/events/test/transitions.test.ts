import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderStatus } from '../domain/order.ts';
import type { OrderFact } from '../domain/order-fact.ts';
import { evolve, type OrderState } from '../domain/order-state.ts';
import { facts, orderAfter, placed, timedOut } from './facts.ts';

const confirmed = facts['orders.order-confirmed'];
const requested = facts['orders.cancellation-requested'];

const orders: Readonly<Record<OrderStatus, OrderState>> = {
  pending: orderAfter(),
  confirmed: orderAfter(confirmed),
  cancelling: orderAfter(requested),
  rejected: orderAfter(facts['orders.order-rejected']),
  cancelled: orderAfter(requested, facts['orders.order-cancelled']),
};

/** Every change of status there is. */
const changes = [
  'pending → orders.order-confirmed → confirmed',
  'pending → orders.order-rejected → rejected',
  'pending → orders.cancellation-requested → cancelling',
  'confirmed → orders.cancellation-requested → cancelling',
  'cancelling → orders.order-cancelled → cancelled',
  'cancelling → orders.order-rejected → rejected',
];

test('the status changes in these ways, and in no other', () => {
  const found = Object.entries(orders).flatMap(([status, order]) =>
    Object.values<OrderFact>(facts).flatMap((fact) => {
      const after = evolve(order, fact)?.status;
      return after === status ? [] : [`${status} → ${fact.type} → ${after}`];
    }),
  );
  assert.deepEqual(found.sort(), changes.toSorted());
});

test('nothing happens to an order that was not placed', () => {
  for (const fact of Object.values<OrderFact>(facts)) {
    assert.equal(evolve(undefined, fact)?.status, fact === placed ? 'pending' : undefined);
  }
});

test('each fact is known once', () => {
  for (const fact of Object.values<OrderFact>(facts)) {
    const { known } = orderAfter(fact, fact);
    assert.equal(known.filter((type) => type === fact.type).length, 1);
  }
});

test('the first cause of an undoing stays', () => {
  const late = [facts['inventory.stock-unavailable'], requested, facts['shipping.shipment-failed']];
  assert.equal(orderAfter(...late).cause, 'out_of_stock');
  assert.equal(orderAfter(timedOut, ...late).cause, 'timed_out');
  assert.equal(orderAfter(confirmed, ...late).cause, 'cancelled');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conclude, confirm, type Decision, observe, requestUndoing } from '../domain/decisions.ts';
import type { OrderState } from '../domain/order-state.ts';
import { facts, orderAfter, timedOut } from './facts.ts';

const requested = facts['cancellation-requested'];

const orders: Readonly<Record<string, OrderState>> = {
  pending: orderAfter(),
  'without stock': orderAfter(facts['stock-unavailable']),
  confirmed: orderAfter(facts['order-confirmed']),
  cancelling: orderAfter(requested),
  'out of time': orderAfter(timedOut),
  rejected: orderAfter(facts['stock-unavailable'], facts['order-rejected']),
  cancelled: orderAfter(requested, facts['order-cancelled']),
};

/** What each decision adds to which orders; to all others, nothing. */
const decisions: readonly [
  string,
  (order: OrderState) => Decision,
  Readonly<Record<string, string>>,
][] = [
  [
    'a customer cancels',
    (order) => requestUndoing(order, 'cancelled'),
    { pending: 'cancellation-requested', confirmed: 'cancellation-requested' },
  ],
  [
    'time runs out',
    (order) => requestUndoing(order, 'timed_out'),
    { pending: 'cancellation-requested' },
  ],
  ['all is there', confirm, { pending: 'order-confirmed' }],
  [
    'all is undone',
    conclude,
    {
      'without stock': 'order-rejected',
      cancelling: 'order-cancelled',
      'out of time': 'order-rejected',
    },
  ],
];

for (const [name, decide, expected] of decisions) {
  test(`${name}: decided where the order allows it, and nowhere else`, () => {
    const decided = Object.entries(orders).flatMap(([what, order]) =>
      decide(order).map(({ type }) => [what, type]),
    );
    assert.deepEqual(Object.fromEntries(decided), expected);
  });
}

test('an order is rejected for what went wrong with it', () => {
  const reasons = [
    [facts['payment-declined'], 'payment_declined'],
    [facts['stock-unavailable'], 'out_of_stock'],
    [facts['shipment-failed'], 'shipping_failed'],
    [timedOut, 'timed_out'],
  ] as const;
  for (const [fact, reason] of reasons) {
    assert.deepEqual(conclude(orderAfter(fact)), [{ type: 'order-rejected', data: { reason } }]);
  }
});

test('what another service says is noted once, also when it is too late', () => {
  const late = facts['stock-reserved'];
  assert.deepEqual(observe(orderAfter(requested, facts['order-cancelled']), late), [late]);
  assert.deepEqual(observe(orderAfter(late), late), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conclude, confirm, type Decision, observe, requestUndoing } from '../domain/decisions.ts';
import type { OrderState } from '../domain/order-state.ts';
import { facts, orderAfter, timedOut } from './facts.ts';

const requested = facts['orders.cancellation-requested'];

const orders: Readonly<Record<string, OrderState>> = {
  pending: orderAfter(),
  'without stock': orderAfter(facts['inventory.stock-unavailable']),
  confirmed: orderAfter(facts['orders.order-confirmed']),
  cancelling: orderAfter(requested),
  'out of time': orderAfter(timedOut),
  rejected: orderAfter(facts['inventory.stock-unavailable'], facts['orders.order-rejected']),
  cancelled: orderAfter(requested, facts['orders.order-cancelled']),
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
    { pending: 'orders.cancellation-requested', confirmed: 'orders.cancellation-requested' },
  ],
  [
    'time runs out',
    (order) => requestUndoing(order, 'timed_out'),
    { pending: 'orders.cancellation-requested' },
  ],
  ['all is there', confirm, { pending: 'orders.order-confirmed' }],
  [
    'all is undone',
    conclude,
    {
      'without stock': 'orders.order-rejected',
      cancelling: 'orders.order-cancelled',
      'out of time': 'orders.order-rejected',
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
    [facts['payments.payment-declined'], 'payment_declined'],
    [facts['inventory.stock-unavailable'], 'out_of_stock'],
    [facts['shipping.shipment-failed'], 'shipping_failed'],
    [timedOut, 'timed_out'],
  ] as const;
  for (const [fact, reason] of reasons) {
    assert.deepEqual(conclude(orderAfter(fact)), [
      { type: 'orders.order-rejected', data: { reason } },
    ]);
  }
});

test('what another service says is noted once, also when it is too late', () => {
  const late = facts['inventory.stock-reserved'];
  assert.deepEqual(observe(orderAfter(requested, facts['orders.order-cancelled']), late), [late]);
  assert.deepEqual(observe(orderAfter(late), late), []);
});

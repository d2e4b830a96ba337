import { describe, expect, test } from 'vitest';
import { invariants } from '../../faults/sagas/invariants.ts';
import type { Observation, Order } from '../../faults/sagas/observation.ts';
import type { RunRecord } from '../../faults/sagas/record.ts';

const order: Order = {
  id: 'o1',
  status: 'confirmed',
  listed: 'confirmed',
  history: ['orders.order-placed', 'orders.order-confirmed'],
  total: { amount: 500 },
};

const placed = {
  ...{ id: 'o1', customer: 'ada@example.com', kind: 'ok', product: 'p1', quantity: 2 },
  ...{ cancelled: false, ends: ['confirmed', 'timed_out'] },
};

const record = {
  customers: [{ email: 'ada@example.com', password: '' }],
  products: [{ id: 'p1', stock: 10 }],
  orders: [placed],
  hostile: [{ id: 'h1', kind: 'unparsable', destination: 'order-events' }],
  crashes: {},
} as unknown as RunRecord;

const payment = { orderId: 'o1', status: 'captured', total: { amount: 500 } };
const letter = {
  ...{ id: 'h1', destination: 'order-events', group: 'orders' },
  ...{ reason: 'unparsable', attempts: 1 },
};
const mail = { to: 'ada@example.com', subject: 'Your order is confirmed', order: 'o1' };

const sound: Observation = {
  orders: new Map([['o1', order]]),
  payments: new Map([['o1', [payment]]]),
  shipments: new Map([['o1', [{ orderId: 'o1', status: 'created' }]]]),
  stock: new Map([['p1', { available: 8, reserved: 2, shown: 8 }]]),
  mails: [{ to: 'ada@example.com', subject: 'Welcome', order: undefined }, mail],
  charges: { captured: 1 },
  outboxes: { orders: 0 },
  lag: { orders: 0 },
  waitingTasks: 0,
  deadLetters: [letter],
  groups: new Map([['order-events', ['orders']]]),
  openSagas: [],
};

const broken = (seen: Partial<Observation>, changed: Partial<RunRecord> = {}) =>
  invariants
    .filter(({ faults }) => faults({ ...sound, ...seen }, { ...record, ...changed }).length > 0)
    .map(({ name }) => name.split(/[ ,:]/).slice(0, 3).join(' '));

test('a system where all is as it should be breaks no invariant', () => {
  expect(broken({})).toEqual([]);
});

describe('is noticed:', () => {
  const of = (change: Partial<Order>) => ({ orders: new Map([['o1', { ...order, ...change }]]) });
  const stock = (change: object) => ({
    stock: new Map([['p1', { available: 8, reserved: 2, shown: 8, ...change }]]),
  });
  test.each<[string, Partial<Observation>, string]>([
    ['an order without an end', of({ status: 'pending', listed: 'pending' }), 'every order is'],
    [
      'orders that come to nothing',
      of({ status: 'rejected', reason: 'timed_out' }),
      'most orders that',
    ],
    ['a view that is behind', of({ listed: 'pending' }), 'the list says'],
    ['money not taken', { payments: new Map() }, 'money is taken'],
    ['money taken twice', { payments: new Map([['o1', [payment, payment]]]) }, 'money is taken'],
    ['money the provider holds', { charges: { captured: 1, authorised: 1 } }, 'money is taken'],
    ['stock that is lost', stock({ available: 7 }), 'what is in'],
    ['stock that the catalogue shows wrong', stock({ shown: 10 }), 'what is in'],
    ['an order that is not shipped', { shipments: new Map() }, 'every confirmed order'],
    ['a mail sent twice', { mails: [...sound.mails, mail] }, 'every mail is'],
    ['a mail not sent', { mails: [] }, 'every mail is'],
    ['a message left in an outbox', { outboxes: { orders: 1 } }, 'nothing waits '],
    ['a group that is behind', { lag: { orders: 1 } }, 'nothing waits '],
    ['a saga that is stuck', { openSagas: ['o1 stuck at reserve-stock'] }, 'nothing waits '],
    ['a hostile message that is gone', { deadLetters: [] }, 'what nobody can'],
    [
      'a hostile message tried often',
      { deadLetters: [{ ...letter, attempts: 8 }] },
      'what nobody can',
    ],
    ['an event given up', { deadLetters: [letter, { ...letter, id: 'x' }] }, 'what nobody can'],
  ])('%s', (_, seen, invariant) => {
    expect(broken(seen)).toContain(invariant);
  });

  test('an order that is lost', () => {
    expect(broken({ orders: new Map() })).toContain('every order that');
  });

  test('an order that ends as it may not', () => {
    const orders = [{ ...placed, ends: ['payment_declined'] }];
    expect(broken({}, { orders })).toEqual(['every order is']);
  });

  test('a cancellation that was promised and is not done', () => {
    expect(broken({}, { orders: [{ ...placed, cancelled: true }] })).toEqual(['every order is']);
  });

  test('a program that ended by itself', () => {
    expect(broken({}, { crashes: { orders: 1 } })).toEqual(['no program ended']);
  });
});

import { expect, test } from 'vitest';
import { followSteps } from '../../faults/sagas/steps.ts';

const types = ['orders.order-placed', 'payments.payment-reserved'];

const follow = () => followSteps(['orders', 'email'], types);

const message = (id: string, type: string, subject = 'o1', key = subject) => ({
  ...{ id, key, headers: {} },
  body: JSON.stringify({ type, subject }),
});

test('a kill is at the step of each order that is under way', () => {
  const steps = follow();
  steps.killed('orders');
  expect(steps.coverage().covered).toBe(0);
  steps.heard(message('1', 'orders.order-placed'));
  steps.heard(message('2', 'payments.payment-reserved', 'o2'));
  steps.killed('orders');
  const missing = ['email at orders.order-placed', 'email at payments.payment-reserved'];
  expect(steps.coverage()).toEqual({ covered: 2, missing });
});

test('an order is at what was said of it last, whatever is said again or by others', () => {
  const steps = follow();
  steps.heard(message('1', 'orders.order-placed'));
  steps.heard(message('2', 'payments.payment-reserved'));
  steps.heard(message('1', 'orders.order-placed'));
  steps.heard(message('3', 'orders.order-placed', 'o1', 'another key'));
  steps.heard({ id: '4', key: 'o1', headers: {}, body: 'no JSON' });
  steps.killed('email');
  expect(steps.coverage().missing).toContain('email at orders.order-placed');
  expect(steps.coverage().missing).not.toContain('email at payments.payment-reserved');
});

test('who is to be killed is killed once an order is at a new step', async () => {
  const steps = follow();
  const waiting = steps.untilNew('orders', 60_000);
  steps.heard(message('1', 'orders.order-placed'));
  await waiting;
  steps.killed('orders');
  const again = steps.untilNew('orders', 60_000);
  steps.heard(message('2', 'payments.payment-reserved'));
  await again;
});

test('where no order comes to a new step, the wait has an end', async () => {
  await follow().untilNew('orders', 10);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObservedEvent } from '../scripts/dev/system-page/observed-event.ts';
import { timelinesOf } from '../scripts/dev/system-page/saga-timelines.ts';

/** Each of an order, a number of milliseconds after the one before it. */
function story(order: string, types: readonly string[], pauseMs = 10): ObservedEvent[] {
  return types.map((type, index) => ({
    id: `${order}-${index}`,
    topic: 'order-events',
    type,
    subject: order,
    source: type.slice(0, type.indexOf('.')),
    time: new Date(Date.UTC(2026, 0, 1) + index * pauseMs),
    ...(type === 'orders.order-rejected' && { reason: 'out_of_stock' }),
  }));
}

const confirmed = [
  'orders.order-placed',
  'payments.payment-reserved',
  'inventory.stock-reserved',
  'shipping.shipment-created',
  'orders.order-confirmed',
];
const rejected = [
  'orders.order-placed',
  'payments.payment-reserved',
  'inventory.stock-unavailable',
  'payments.payment-released',
  'orders.order-rejected',
];

const shuffled = (events: readonly ObservedEvent[]) =>
  events
    .map((event) => ({ event, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ event }) => event);

test('events are grouped by order, in their order, however they came', () => {
  const events = [...story('a', confirmed), ...story('b', rejected, 20)];
  const expected = [
    { order: 'b', outcome: 'rejected', reason: 'out_of_stock', tookMs: 80, types: rejected },
    { order: 'a', outcome: 'confirmed', reason: undefined, tookMs: 40, types: confirmed },
  ];
  for (let round = 0; round < 50; round += 1) {
    const timelines = timelinesOf(shuffled([...events, ...events]));
    const seen = timelines.map(({ order, outcome, reason, tookMs, steps }) => {
      return { order, outcome, reason, tookMs, types: steps.map(({ type }) => type) };
    });
    assert.deepEqual(seen, expected);
  }
});

test('each step says who took it, and how long after the first', () => {
  const [timeline] = timelinesOf(story('a', confirmed));
  assert.deepEqual(timeline?.steps[2], {
    type: 'inventory.stock-reserved',
    source: 'inventory',
    isCommand: false,
    afterMs: 20,
  });
});

test('an order is where the furthest of its events says', () => {
  const outcomeOf = (...types: string[]) => timelinesOf(story('a', types))[0]?.outcome;
  assert.equal(outcomeOf(...confirmed.slice(0, 4)), 'running');
  assert.equal(outcomeOf(...confirmed, 'orders.cancellation-requested'), 'cancelling');
  const undone = ['orders.cancellation-requested', 'orders.order-cancelled'];
  assert.equal(outcomeOf(...confirmed, ...undone), 'cancelled');
  assert.equal(outcomeOf('orders.cancellation-requested', 'orders.order-rejected'), 'rejected');
});

test('a timeline whose beginning is not kept any more says so', () => {
  const wholes = (events: readonly ObservedEvent[]) => timelinesOf(events).map((it) => it.isWhole);
  assert.deepEqual(wholes(story('a', confirmed)), [true]);
  assert.deepEqual(wholes(story('a', confirmed).slice(1)), [false]);
});

test('what is of no order, or cannot be read, is in no timeline', () => {
  const [event] = story('a', confirmed);
  assert.ok(event);
  assert.deepEqual(timelinesOf([{ ...event, topic: 'product-events' }]), []);
  assert.deepEqual(timelinesOf([{ ...event, type: 'unreadable' }]), []);
});

test('commands are steps, too', () => {
  const events = story('a', confirmed);
  const command = { ...events[0], id: 'c', topic: 'order-commands' } as ObservedEvent;
  const [timeline] = timelinesOf([...events, { ...command, type: 'payments.reserve-payment' }]);
  assert.deepEqual(
    timeline?.steps.filter(({ isCommand }) => isCommand).map(({ type }) => type),
    ['payments.reserve-payment'],
  );
});

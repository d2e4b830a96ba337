import type { ObservedEvent } from './observed-event.ts';
import { unreadable } from './observed-event.ts';

/** What happened to one order, across all services. */
export interface Timeline {
  readonly order: string;
  readonly outcome: Outcome;
  /** Why it ended so, where an event says it. */
  readonly reason?: string;
  /** From the first step to the last, in milliseconds. */
  readonly tookMs: number;
  /** Whether its first step is among the events that are kept. */
  readonly isWhole: boolean;
  /** In the order in which they happened. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly type: string;
  readonly source: string;
  /** Whether the service is asked for it, and does not tell of it. */
  readonly isCommand: boolean;
  /** Since the first step, in milliseconds. */
  readonly afterMs: number;
}

export type Outcome = 'running' | 'confirmed' | 'cancelling' | 'rejected' | 'cancelled';

const commands = 'order-commands';

/** The topics in which orders are led. */
const topics = ['order-events', commands];

const first = 'orders.order-placed';

/** Each leaves those before it behind, and never goes back: so the last one that was reached is it. */
const outcomes: readonly (readonly [type: string, outcome: Outcome])[] = [
  ['orders.order-confirmed', 'confirmed'],
  ['orders.cancellation-requested', 'cancelling'],
  ['orders.order-rejected', 'rejected'],
  ['orders.order-cancelled', 'cancelled'],
];

/**
 * Groups events by their order.
 *
 * @param events in any order, each any number of times
 * @returns the order to which something happened last comes first
 */
export function timelinesOf(events: readonly ObservedEvent[]): readonly Timeline[] {
  const ofOrders = events.filter(
    ({ topic, type }) => topics.includes(topic) && type !== unreadable,
  );
  const once = new Map(ofOrders.map((event) => [`${event.topic}/${event.id}`, event]));
  const sorted = [...once.values()].sort(byTime);
  const groups = Map.groupBy(sorted, ({ subject }) => subject);
  return [...groups]
    .map(([order, steps]) => ({ last: steps.at(-1), timeline: timelineOf(order, steps) }))
    .sort((one, other) => (one.last && other.last ? byTime(other.last, one.last) : 0))
    .map(({ timeline }) => timeline);
}

function timelineOf(order: string, events: readonly ObservedEvent[]): Timeline {
  const start = events[0]?.time.getTime() ?? 0;
  const steps = events.map(({ type, source, topic, time }) => {
    const afterMs = time.getTime() - start;
    return { type, source, isCommand: topic === commands, afterMs };
  });
  const reached = outcomes.findLast(([ending]) => events.some(({ type }) => type === ending));
  const reason = events.findLast(
    ({ type, reason: given }) => given && type === reached?.[0],
  )?.reason;
  return {
    order,
    outcome: reached?.[1] ?? 'running',
    ...(reason && { reason }),
    tookMs: steps.at(-1)?.afterMs ?? 0,
    isWhole: events.some(({ type }) => type === first),
    steps,
  };
}

/** By id where two happened in the same millisecond, so that the list is always the same. */
function byTime(one: ObservedEvent, other: ObservedEvent): number {
  return one.time.getTime() - other.time.getTime() || (one.id < other.id ? -1 : 1);
}

import { setTimeout as wait } from 'node:timers/promises';
import type { EventLog } from '@app/event-log';
import type { TaskQueue } from '@app/task-queue';
import { Gauge, type Registry } from 'prom-client';

/** What is measured, and where to ask. */
export interface Measurable {
  readonly events: EventLog;
  readonly tasks: TaskQueue;
  readonly group: string;
  readonly topics: readonly string[];
  /** The queue that the service works, if any. */
  readonly queue: string | undefined;
}

/** Brokers are asked at most this often, in milliseconds, however often metrics are read. */
const askEveryMs = 15_000;

/** The longest that who reads metrics waits for them, in milliseconds. */
const patienceMs = 1_000;

/** Dead letters that are counted at most: nobody is helped by an exact number of more. */
const countedAtMost = 1_000;

/** A number for each topic or queue. */
type Numbers = Readonly<Record<string, number>>;

interface Measurement {
  readonly behind: Numbers;
  readonly waiting: Numbers;
  readonly dead: Numbers;
}

const unknown: Measurement = { behind: {}, waiting: {}, dead: {} };

/**
 * Adds gauges of what waits for a service and of what it gave up. A broker that is slow to say is not
 * waited for: then they have their values of the time before. While one is away, they have none. All
 * instances of the service measure the same.
 */
export function measureMessages(registry: Registry, measurable: Measurable): void {
  const read = latest(() => measure(measurable));
  const gauge = (name: string, help: string, label: string, of: keyof Measurement) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        const { [of]: numbers } = await read();
        this.reset();
        for (const [key, value] of Object.entries(numbers)) this.set({ [label]: key }, value);
      },
    });
  gauge('messages_behind', 'Messages of a topic that are not handled yet', 'topic', 'behind');
  gauge('tasks_waiting', 'Tasks of a queue that could be done now', 'queue', 'waiting');
  gauge(
    'dead_letters',
    `Messages that were given up, by topic or queue; of a topic up to ${countedAtMost}`,
    'origin',
    'dead',
  );
}

/** What was measured last; measures anew when it is time, and then waits a little for that. */
function latest(measureNow: () => Promise<Measurement>): () => Promise<Measurement> {
  let last = unknown;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking = Promise.resolve();
  return async () => {
    if (performance.now() - askedAt >= askEveryMs) {
      askedAt = performance.now();
      asking = measureNow()
        .catch(() => unknown)
        .then((measurement) => {
          last = measurement;
        });
    }
    await Promise.race([asking, wait(patienceMs, undefined, { ref: false })]);
    return last;
  };
}

async function measure({ events, tasks, group, topics, queue }: Measurable): Promise<Measurement> {
  const lag = topics.length > 0 ? await events.lag(group) : [];
  const dead: Record<string, number> = {};
  for (const topic of topics) {
    const letters = await events.deadLetters({ topic, group, limit: countedAtMost });
    dead[topic] = letters.length;
  }
  const depth = queue === undefined ? undefined : await tasks.depth(queue);
  return {
    behind: sumBy(lag),
    waiting: queue && depth ? { [queue]: depth.waiting } : {},
    dead: queue && depth ? { ...dead, [queue]: depth.dead } : dead,
  };
}

function sumBy(lag: Awaited<ReturnType<EventLog['lag']>>): Numbers {
  const sums: Record<string, number> = {};
  for (const { topic, behind } of lag) sums[topic] = (sums[topic] ?? 0) + behind;
  return sums;
}

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
 * Adds gauges of what waits for a service and of what it gave up. Reading them gives what the reading
 * before asked for: metrics wait for no broker. While one is away, they have no value. All instances of
 * the service measure the same.
 */
export function measureMessages(registry: Registry, measurable: Measurable): void {
  const read = latest(() => measure(measurable));
  const gauge = (name: string, help: string, label: string, of: keyof Measurement) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [key, value] of Object.entries(read()[of])) this.set({ [label]: key }, value);
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

/** What was measured last; asks for the next in the background. */
function latest(measureNow: () => Promise<Measurement>): () => Measurement {
  let last = unknown;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - askedAt >= askEveryMs) {
      askedAt = performance.now();
      void measureNow()
        .catch(() => unknown)
        .then((measurement) => {
          last = measurement;
        });
    }
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

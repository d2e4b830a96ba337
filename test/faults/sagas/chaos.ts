import { setTimeout as sleep } from 'node:timers/promises';
import { type EventLog, load, openEventLog, openTaskQueue, type TaskQueue } from './generated.ts';
import {
  type Eavesdropper,
  eavesdrop,
  hostileKinds,
  hostileMessage,
  hostileTask,
  publishUnchecked,
} from './hostile.ts';
import { signUp } from './load.ts';
import type { Random } from './random.ts';
import type { Account, HostileMessage } from './record.ts';
import type { System } from './system.ts';

/** What was done to a system. */
export interface Damage {
  readonly counts: Readonly<Record<string, number>>;
  readonly hostile: readonly HostileMessage[];
  /** Who signed up meanwhile. */
  readonly customers: readonly Account[];
}

export interface ChaosOptions {
  readonly random: Random;
  /** Milliseconds from the first fault to the last. */
  readonly overMs: number;
  /** How often each service is killed. */
  readonly kills: number;
  log(line: string): void;
}

interface Context {
  readonly system: System;
  readonly random: Random;
  readonly events: EventLog;
  readonly tasks: TaskQueue;
  readonly eavesdropper: Eavesdropper;
  readonly topics: readonly string[];
  readonly queue: string;
  readonly hostile: HostileMessage[];
  readonly customers: Account[];
}

interface Fault {
  readonly kind: string;
  readonly what: string;
  /** What is away meanwhile; of one target, one fault follows the other. */
  readonly target?: string;
  inflict(context: Context): Promise<void>;
}

/** Inflicts faults in an order and at times that follow from the seed; resolves once all runs again. */
export async function inflict(system: System, options: ChaosOptions): Promise<Damage> {
  const { random, overMs, log } = options;
  const context = await open(system, random);
  const faults = random.shuffled(faultsFor(system, context.topics, options.kills));
  const counts: Record<string, number> = {};
  const started = Date.now();
  const inTurn = takeTurns();
  try {
    // The hostile messages are made from what is heard.
    while (context.topics.some((topic) => context.eavesdropper.heard(topic).length === 0)) {
      await sleep(100);
    }
    await Promise.all(
      faults.map(async (fault, index) => {
        const atMs = (overMs * (index + random.next())) / faults.length;
        await sleep(Math.max(0, started + atMs - Date.now()));
        await inTurn(fault, () => {
          log(`${((Date.now() - started) / 1000).toFixed(1)} s ${fault.kind}: ${fault.what}`);
          return fault.inflict(context);
        });
        counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
      }),
    );
    return { counts, hostile: context.hostile, customers: context.customers };
  } finally {
    await context.eavesdropper.stop();
    await Promise.all([context.events.close(), context.tasks.close()]);
  }
}

async function open(system: System, random: Random): Promise<Context> {
  const { repository, brokers } = system;
  type Names = readonly { readonly name: string }[];
  const topology = await load<{ readonly topics: Names; readonly queues: Names }>(
    repository,
    'packages/contracts/src/topology.ts',
  );
  const topics = topology.topics.map(({ name }) => name);
  const events = await openEventLog(repository, brokers.EVENT_LOG_URL);
  return {
    system,
    random,
    events,
    tasks: await openTaskQueue(repository, brokers.TASK_QUEUE_URL),
    eavesdropper: eavesdrop(events, topics),
    topics,
    queue: String(topology.queues[0]?.name),
    hostile: [],
    customers: [],
  };
}

function faultsFor(system: System, topics: readonly string[], kills: number): readonly Fault[] {
  const services = [...system.services.keys()];
  const consumers = services.filter((name) => !['users', 'products'].includes(name));
  return [
    ...times(kills, () => services.map(killOf)).flat(),
    ...consumers.map(secondInstanceOf),
    ...(['in-order', 'crash'] as const).map(databaseRestart),
    ...(system.containers
      ? times(2, () => [brokerKill('kafka'), brokerKill('rabbitmq')]).flat()
      : []),
    ...times(6, () => duplicates),
    ...times(6, () => registration),
    ...topics.flatMap((topic) => Object.keys(hostileKinds).map((kind) => hostile(topic, kind))),
    ...times(2, () => hostileWork),
  ];
}

function killOf(name: string): Fault {
  return {
    kind: 'kill -9',
    what: name,
    target: name,
    async inflict({ system, random }) {
      const service = system.services.get(name)?.first;
      await service?.kill();
      await sleep(random.below(2_000));
      service?.start();
      await service?.ready();
    },
  };
}

/** Comes and goes in order: partitions change hands twice. */
function secondInstanceOf(name: string): Fault {
  return {
    kind: 'second instance',
    what: name,
    async inflict({ system, random }) {
      const service = system.services.get(name)?.second;
      service?.start();
      await service?.ready();
      await sleep(5_000 + random.below(10_000));
      await (random.below(2) === 0 ? service?.stop() : service?.kill());
    },
  };
}

function databaseRestart(how: 'in-order' | 'crash'): Fault {
  return {
    kind: 'database restart',
    what: how,
    target: 'database',
    inflict: ({ system }) => system.database.restart(how),
  };
}

function brokerKill(broker: 'kafka' | 'rabbitmq'): Fault {
  return {
    kind: 'broker killed',
    what: broker,
    target: broker,
    inflict: async ({ system }) => system.containers?.restart(broker),
  };
}

const duplicates: Fault = {
  kind: 'duplicates',
  what: 'copies of earlier messages are published again',
  async inflict({ events, eavesdropper, topics, hostile: known, random }) {
    const isHostile = (id: string) => known.some((message) => message.id === id);
    for (const topic of topics) {
      const heard = eavesdropper.heard(topic).filter(({ id }) => !isHostile(id));
      const copies = random.shuffled(heard).slice(0, 10);
      await persistently(() => events.publish(topic, copies));
    }
  },
};

const registration: Fault = {
  kind: 'registrations',
  what: 'a customer signs up',
  async inflict({ system, random, customers }) {
    customers.push(await signUp(system.baseUrl, random));
  },
};

function hostile(topic: string, kind: string): Fault {
  return {
    kind: 'hostile messages',
    what: `${kind} on ${topic}`,
    async inflict({ system, events, eavesdropper, hostile: known, random }) {
      const [like] = eavesdropper.heard(topic);
      if (!like) throw new Error(`nothing was heard on ${topic}`);
      const message = hostileMessage(kind, like, random);
      known.push({ id: message.id, kind, destination: topic });
      await persistently(() =>
        // The port refuses what is too large.
        kind === 'oversized'
          ? publishUnchecked(system, topic, message)
          : events.publish(topic, [message]),
      );
    },
  };
}

const hostileWork: Fault = {
  kind: 'hostile messages',
  what: 'a task that nobody can do',
  async inflict({ tasks, queue, hostile: known, random }) {
    const message = hostileTask(random);
    known.push({ id: message.id, kind: 'unparsable', destination: queue });
    await persistently(() => tasks.enqueue(queue, [message]));
  },
};

/** Lets work on one target wait for what was begun on it before. */
function takeTurns(): (fault: Fault, work: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return ({ target }, work) => {
    if (!target) return work();
    const turn = (last.get(target) ?? Promise.resolve()).then(work);
    last.set(target, turn);
    return turn;
  };
}

/** Repeats what a broker that is away refuses. */
async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const end = Date.now() + 60_000; ; await sleep(500)) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

function times<Result>(count: number, make: () => Result): Result[] {
  return Array.from({ length: count }, make);
}

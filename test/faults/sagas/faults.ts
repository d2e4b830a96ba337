import { setTimeout as sleep } from 'node:timers/promises';
import type { Eavesdropper } from './eavesdropper.ts';
import type { EventLog, TaskQueue } from './generated.ts';
import { hostileKinds, hostileMessage, hostileTaskKinds, mailTask } from './hostile.ts';
import { signUp } from './load.ts';
import type { Random } from './random.ts';
import type { Account, HostileMessage } from './record.ts';
import type { Broker } from './runs.ts';
import type { Steps } from './steps.ts';
import type { System } from './system.ts';
import { enqueueUnchecked, publishUnchecked } from './unchecked.ts';

/** Something that is done to a system. */
export interface Fault {
  readonly kind: string;
  readonly what: string;
  /** What is away meanwhile; of one target, one fault follows the other. */
  readonly target?: string;
  inflict(context: Context): Promise<void>;
}

/** What faults work on. */
export interface Context {
  readonly system: System;
  readonly random: Random;
  readonly events: EventLog;
  readonly tasks: TaskQueue;
  readonly eavesdropper: Eavesdropper;
  readonly steps: Steps;
  readonly topics: readonly string[];
  readonly queue: string;
  /** What was sent that nobody can handle; faults add to it. */
  readonly hostile: HostileMessage[];
  /** Who signed up meanwhile; faults add to it. */
  readonly customers: Account[];
}

/** Those that take part in orders; others only hear of users and products. */
const participants = ['orders', 'payments', 'inventory', 'shipping'];

/** @param kills how often each service is killed */
export function faultsFor(
  system: System,
  topics: readonly string[],
  kills: number,
): readonly Fault[] {
  const services = [...system.services.keys()];
  return [
    ...times(kills, () => services.map(killOf)).flat(),
    ...[...participants, 'email'].map(secondInstanceOf),
    ...participants.map(reorderingFor),
    ...(['in-order', 'crash'] as const).map(databaseRestart),
    ...times(2, () => system.containers.running.map(brokerKill)).flat(),
    ...times(6, () => duplicates),
    ...times(6, () => registration),
    ...topics.flatMap((topic) => Object.keys(hostileKinds).map((kind) => hostile(topic, kind))),
    ...hostileTaskKinds.map(hostileWork),
  ];
}

/** Longest wait for an order at a step at which a service was not killed yet, in milliseconds. */
const newStepLimitMs = 5_000;

function killOf(name: string): Fault {
  return {
    kind: 'kill -9',
    what: name,
    target: name,
    async inflict(context) {
      await context.steps.untilNew(name, newStepLimitMs);
      await whileAway(context, name, () => sleep(context.random.below(2_000)));
    },
  };
}

/** What a service has at least for its work before it is killed again, in milliseconds. */
const respiteMs = 3_000;

/** Kills a service, and starts it again after some work. */
async function whileAway(
  { system, steps }: Context,
  name: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const service = system.services.get(name)?.first;
  const killedAt = Date.now();
  steps.killed(name);
  await service?.kill();
  await work();
  service?.start();
  await service?.ready();
  // On a busy machine it takes long to start, and then to work.
  await sleep(Math.max(respiteMs, Date.now() - killedAt));
}

/**
 * What a service finds when it is back is there twice, the second time the other way round and on other
 * partitions: what came later may be handled first.
 */
function reorderingFor(name: string): Fault {
  return {
    kind: 'reordering',
    what: `what ${name} missed is published again the other way round, by other keys`,
    target: name,
    async inflict(context) {
      const { events, eavesdropper, topics, random } = context;
      const before = new Map(topics.map((topic) => [topic, eavesdropper.heard(topic).length]));
      await whileAway(context, name, async () => {
        await sleep(2_500);
        for (const topic of topics) {
          const missed = genuine(context, topic, before.get(topic)).toReversed();
          const copies = missed.map((message) => ({ ...message, key: random.uuid() }));
          await persistently(() => events.publish(topic, copies));
        }
      });
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

function brokerKill(broker: Broker): Fault {
  return {
    kind: 'broker killed',
    what: broker,
    target: broker,
    inflict: ({ system }) => system.containers.restart(broker),
  };
}

const duplicates: Fault = {
  kind: 'duplicates',
  what: 'copies of earlier messages are published again, some by other keys',
  async inflict(context) {
    const { events, topics, random } = context;
    for (const topic of topics) {
      const copies = random
        .shuffled(genuine(context, topic))
        .slice(0, 10)
        .map((message) => ({ ...message, key: random.pick([message.key, random.uuid()]) }));
      await persistently(() => events.publish(topic, copies));
    }
  },
};

/** What was heard on a topic from a place on, without what was sent by faults. */
function genuine({ eavesdropper, hostile }: Context, topic: string, from = 0) {
  const sent = new Set(hostile.map(({ id }) => id));
  return eavesdropper
    .heard(topic)
    .slice(from)
    .filter(({ id }) => !sent.has(id));
}

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

function hostileWork(kind: string): Fault {
  return {
    kind: 'hostile messages',
    what: `${kind} on the queue`,
    async inflict({ system, tasks, queue, hostile: known, random }) {
      const message = hostileMessage(kind, await mailTask(system.repository), random);
      known.push({ id: message.id, kind, destination: queue });
      await persistently(() =>
        kind === 'oversized'
          ? enqueueUnchecked(system, queue, message)
          : tasks.enqueue(queue, [message]),
      );
    },
  };
}

/** How long a broker may take to be back, in milliseconds: on a busy machine Kafka starts slowly. */
const brokerPatienceMs = 180_000;

/** Repeats what a broker that is away refuses. */
async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const end = Date.now() + brokerPatienceMs; ; await sleep(500)) {
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

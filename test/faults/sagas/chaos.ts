import { setTimeout as sleep } from 'node:timers/promises';
import { eavesdrop } from './eavesdropper.ts';
import { type Context, type Fault, faultsFor } from './faults.ts';
import { load, openEventLog, openTaskQueue } from './generated.ts';
import type { Random } from './random.ts';
import type { Account, HostileMessage } from './record.ts';
import { type Coverage, followSteps } from './steps.ts';
import type { System } from './system.ts';

/** What was done to a system. */
export interface Damage {
  readonly counts: Readonly<Record<string, number>>;
  readonly kills: Coverage;
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

/** Faults that have waited for others past this multiple of the time are left out, but one of each kind. */
const latest = 2;

/** Inflicts faults in an order and at times that follow from the seed; resolves once all runs again. */
export async function inflict(system: System, options: ChaosOptions): Promise<Damage> {
  const { random, overMs, log } = options;
  const context = await open(system, random);
  const faults = random.shuffled(faultsFor(system, context.topics, options.kills));
  const counts: Record<string, number> = {};
  const started = Date.now();
  const inTurn = takeTurns();
  try {
    await untilAllIsHeard(context);
    await Promise.all(
      faults.map(async (fault, index) => {
        const atMs = (overMs * (index + random.next())) / faults.length;
        await sleep(Math.max(0, started + atMs - Date.now()));
        await inTurn(fault, async () => {
          if (counts[fault.kind] && Date.now() - started > latest * overMs) return;
          log(`${((Date.now() - started) / 1000).toFixed(1)} s ${fault.kind}: ${fault.what}`);
          await fault.inflict(context);
          counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
        });
      }),
    );
    const { hostile, customers, steps } = context;
    return { counts, kills: steps.coverage(), hostile, customers };
  } finally {
    await context.eavesdropper.stop();
    await Promise.all([context.events.close(), context.tasks.close()]);
  }
}

type Topics = readonly {
  readonly name: string;
  readonly events: readonly { readonly type: string }[];
}[];

async function open(system: System, random: Random): Promise<Context> {
  const { repository, brokers } = system;
  const topology = await load<{ readonly topics: Topics; readonly queues: Topics }>(
    repository,
    'packages/contracts/src/topology.ts',
  );
  const topics = topology.topics.map(({ name }) => name);
  const events = await openEventLog(repository, brokers.EVENT_LOG_URL);
  const ofOrders = topology.topics.filter(({ name }) => name.startsWith('order-'));
  const types = ofOrders.flatMap((topic) => topic.events.map(({ type }) => type));
  const steps = followSteps([...system.services.keys()], types);
  return {
    ...{ system, random, events, steps, topics },
    tasks: await openTaskQueue(repository, brokers.TASK_QUEUE_URL),
    eavesdropper: eavesdrop(events, topics, steps.heard),
    queue: String(topology.queues[0]?.name),
    hostile: [],
    customers: [],
  };
}

/** Longest wait for the first message on each topic, in milliseconds. */
const firstMessageLimitMs = 60_000;

/** Hostile messages are made from what is heard. */
async function untilAllIsHeard({ topics, eavesdropper }: Context): Promise<void> {
  for (const end = Date.now() + firstMessageLimitMs; ; await sleep(100)) {
    const silent = topics.filter((topic) => eavesdropper.heard(topic).length === 0);
    if (silent.length === 0) return;
    if (Date.now() > end) throw new Error(`nothing is heard on ${silent.join(', ')}`);
  }
}

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

import { setTimeout as wait } from 'node:timers/promises';
import type { EventLog } from '@app/event-log';
import type { Topic } from '@app/events';
import type { TaskQueue } from '@app/task-queue';
import { type ObservedEvent, observer } from './observed-event.ts';
import { withoutPrivateData } from './private-data.ts';

/** What is read of the brokers. */
export interface Watched {
  readonly events: Pick<EventLog, 'lag' | 'deadLetters' | 'redrive'>;
  readonly tasks: Pick<TaskQueue, 'depth' | 'deadLetters' | 'redrive'>;
  /** Names of the groups of consumers. */
  readonly groups: readonly string[];
  readonly topics: readonly Topic[];
  readonly queues: readonly Topic[];
}

/** Who gave messages up: a group that consumes a topic, or the workers of a queue. */
export type Place = { readonly topic: string; readonly group: string } | { readonly queue: string };

export interface DeadLetters {
  readonly place: Place;
  readonly letters: readonly ShownLetter[];
}

export interface ShownLetter extends Pick<ObservedEvent, 'id' | 'type' | 'subject'> {
  /** Why it was given up. */
  readonly reason: string;
  readonly attempts: number;
}

export interface BrokerState {
  /** How many events of a topic a group has not consumed yet. */
  readonly lags: readonly {
    readonly group: string;
    readonly topic: string;
    readonly behind: number;
  }[];
  readonly queues: readonly {
    readonly queue: string;
    readonly waiting: number;
    readonly dead: number;
  }[];
  readonly deadLetters: readonly DeadLetters[];
}

export interface BrokerWatch {
  /** As it was at most a moment ago. @throws Error when a broker does not answer */
  state(): Promise<BrokerState>;
  /**
   * Gives dead letters to their consumers once more.
   *
   * @param id only the one with this id
   * @returns how many; undefined when there is no such place
   */
  redrive(place: Place, id?: string): Promise<number | undefined>;
}

/** How long the brokers are not asked again, and how long an answer may take, in milliseconds. */
const times = { kept: 1_500, patience: 5_000 };

/** The most dead letters that are shown of a place. */
const limit = 50;

/** Asks the brokers how they are; many who look at the same time ask them once. */
export function createBrokerWatch(watched: Watched): BrokerWatch {
  let kept: { readonly state: Promise<BrokerState>; readonly until: number } | undefined;
  return {
    state() {
      if (!kept || kept.until < Date.now()) {
        kept = { state: inTime(read(watched)), until: Date.now() + times.kept };
      }
      return kept.state;
    },
    async redrive(place, id) {
      // Who looks at dead letters may have them in hand.
      await kept?.state.catch(() => undefined);
      kept = undefined;
      return redrive(watched, place, id);
    },
  };
}

async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  const late = wait(times.patience, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${times.patience / 1_000} s`);
  });
  return Promise.race([answer, late]);
}

async function read(watched: Watched): Promise<BrokerState> {
  const lags = (await Promise.all(watched.groups.map((group) => lagsOf(watched, group)))).flat();
  const depth = async ({ name }: Topic) => ({ queue: name, ...(await watched.tasks.depth(name)) });
  const queues = await Promise.all(watched.queues.map(depth));
  const ofGroups = lags.map(({ topic, group }) => lettersOf(watched, { topic, group }));
  // To look at the dead letters of a queue is to take them in hand: only where there are any.
  const full = queues.filter(({ dead }) => dead > 0);
  const ofQueues = full.map(({ queue }) => lettersOf(watched, { queue }));
  const deadLetters = await Promise.all([...ofGroups, ...ofQueues]);
  return { lags, queues, deadLetters: deadLetters.filter(({ letters }) => letters.length > 0) };
}

async function lagsOf({ events, topics }: Watched, group: string): Promise<BrokerState['lags']> {
  const partitions = Map.groupBy(await events.lag(group), ({ topic }) => topic);
  return topics.flatMap(({ name: topic }) => {
    const lags = partitions.get(topic);
    if (!lags) return [];
    return [{ group, topic, behind: lags.reduce((sum, { behind }) => sum + behind, 0) }];
  });
}

async function lettersOf(watched: Watched, place: Place): Promise<DeadLetters> {
  const isQueue = 'queue' in place;
  const contract = isQueue
    ? watched.queues.find(({ name }) => name === place.queue)
    : watched.topics.find(({ name }) => name === place.topic);
  if (!contract) return { place, letters: [] };
  const observe = observer(contract);
  const letters = isQueue
    ? await watched.tasks.deadLetters(place.queue, limit)
    : await watched.events.deadLetters({ ...place, limit });
  return {
    place,
    letters: letters.map(({ message, reason, attempts }) => {
      const { id, type, subject } = observe(message, new Date());
      return { id, type, subject, reason: withoutPrivateData(reason), attempts };
    }),
  };
}

async function redrive(
  { events, tasks, groups, topics, queues }: Watched,
  place: Place,
  id: string | undefined,
): Promise<number | undefined> {
  const ids = id === undefined ? undefined : [id];
  const isOneOf = (names: readonly Topic[], asked: string) =>
    names.some(({ name }) => name === asked);
  if ('queue' in place) {
    return isOneOf(queues, place.queue) ? tasks.redrive(place.queue, ids) : undefined;
  }
  const isKnown = isOneOf(topics, place.topic) && groups.includes(place.group);
  return isKnown ? events.redrive({ ...place, ...(ids && { ids }) }) : undefined;
}

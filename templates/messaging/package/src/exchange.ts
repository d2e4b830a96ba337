import { consumers } from '@app/contracts/topology';
import { type EventLog, openEventLog, type SubscriptionOptions } from '@app/event-log';
import type { Topic } from '@app/events';
import type { Routes } from '@app/http-server';
import { Unprocessable } from '@app/messages';
import type { Relay, StoreWithOutbox } from '@app/outbox';
import { openTaskQueue, type TaskQueue, type WorkOptions } from '@app/task-queue';
import type { Registry } from 'prom-client';
import type { Handle } from './handlers.ts';
import { measureMessages } from './measure.ts';
import { eventLogBroker, taskQueueBroker } from './publish.ts';
import type { Brokers } from './settings.ts';
import { inTrace } from './trace.ts';

/** What a service exchanges with others by messages. */
export interface Exchange {
  /** Names the group of consumers: its instances share what there is. */
  readonly service: string;
  readonly settings: Brokers;
  readonly store: StoreWithOutbox;
  readonly log: Log;
  /** What it hears of. */
  readonly events?: {
    readonly topics: readonly Topic[];
    readonly handle: Handle;
  };
  /** What it does for others. */
  readonly tasks?: { readonly queue: Topic; readonly handle: WorkOptions['handle'] };
}

/** What is logged with, a part of pino. */
interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** An event that fails is tried again for about half a minute, while what follows on it waits. */
const eventPersistence = { attempts: 8, backoffMs: 250 };

/** A task that fails is tried again for about half an hour: nothing waits for it. */
const taskPersistence = { attempts: 12, backoffMs: 1_000 };

/** Tasks in hand at a time. */
const prefetch = 8;

/**
 * Publishes what is in the outbox, and handles what comes, for as long as the server listens. When it
 * closes, what is in hand is finished first. `/metrics` shows what waits, and what was given up.
 *
 * @throws Error when the topology does not say that the service hears of what it does
 */
export function exchangeMessages(server: Parameters<Routes>[0], exchange: Exchange): void {
  assertKnown(exchange);
  let close: (() => Promise<void>) | undefined;
  server.addHook('onListen', async () => {
    close = start(exchange, server.metrics);
  });
  server.addHook('onClose', async () => close?.());
}

/** Operators find the dead letters of a group by what the topology says of it. */
function assertKnown({ service, events }: Exchange): void {
  const names = (topics: readonly Topic[] = []) =>
    topics
      .map(({ name }) => name)
      .sort()
      .join();
  if (names(events?.topics) === names(consumers[service])) return;
  throw new Error(`the topology in @app/contracts says otherwise what ${service} hears of`);
}

function start(exchange: Exchange, registry: Registry): () => Promise<void> {
  const { service, settings, store, log } = exchange;
  const events = openEventLog({ url: settings.EVENT_LOG_URL, clientId: service, log });
  const tasks = openTaskQueue({ url: settings.TASK_QUEUE_URL, clientId: service, log });
  const relays = startRelays(store, events, tasks, log);
  const subscribers = startConsumers(exchange, events, tasks);
  measureMessages(registry, {
    events,
    tasks,
    group: service,
    topics: exchange.events?.topics.map(({ name }) => name) ?? [],
    queue: exchange.tasks?.queue.name,
  });
  return async () => {
    await Promise.all(subscribers.map((consumer) => consumer.stop()));
    // After the consumers: what they have done last is published, too.
    await Promise.all(relays.map((relay) => relay.stop()));
    await Promise.all([events.close(), tasks.close()]);
  };
}

function startRelays(
  store: StoreWithOutbox,
  events: EventLog,
  tasks: TaskQueue,
  log: Log,
): readonly Relay[] {
  const queue: Pick<EventLog, 'publish'> = {
    publish: (name, messages) => tasks.enqueue(name, messages),
  };
  return [
    store.startRelay({ broker: eventLogBroker, publisher: events, log }),
    store.startRelay({ broker: taskQueueBroker, publisher: queue, log }),
  ];
}

function startConsumers(
  { service, events: heard, tasks: done }: Exchange,
  events: EventLog,
  tasks: TaskQueue,
): readonly { stop(): Promise<void> }[] {
  const subscription = heard && {
    ...eventPersistence,
    group: service,
    topics: heard.topics.map(({ name }) => name),
    handle: traced(heard.handle, ({ topic }) => topic),
    together: heard.handle.together ?? {},
  };
  const work = done && {
    ...taskPersistence,
    queue: done.queue.name,
    prefetch,
    handle: traced(done.handle, () => done.queue.name),
  };
  return [
    ...(subscription ? [events.subscribe(subscription)] : []),
    ...(work ? [tasks.work(work)] : []),
  ];
}

/** Makes the handling of a message a part of the trace in which it was sent. */
function traced<Delivery>(
  handle: (
    message: Parameters<SubscriptionOptions['handle']>[0],
    delivery: Delivery,
  ) => Promise<void>,
  nameOf: (delivery: Delivery) => string,
): typeof handle {
  return (message, delivery) =>
    inTrace(`process ${nameOf(delivery)}`, message, () =>
      handle(message, delivery).catch(refuseInvalidData),
    );
}

/** What Postgres cannot read, such as an id that is none, it cannot read the next time either. */
function refuseInvalidData(error: Error & { readonly code?: unknown }): never {
  // https://www.postgresql.org/docs/18/errcodes-appendix.html, class 22: data exception.
  if (!/^22/.test(String(error.code))) throw error;
  throw new Unprocessable('invalid data: the database cannot read it', { cause: error });
}

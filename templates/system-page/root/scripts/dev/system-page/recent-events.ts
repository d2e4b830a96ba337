import { EventEmitter, once } from 'node:events';
import type { EventLog } from '@app/event-log';
import type { Topic } from '@app/events';
import { byTopic } from '@app/messaging';
import { type ObservedEvent, observer } from './observed-event.ts';

/** How many events are kept. */
const most = 200;

/** The group of the page: it takes nothing away from the services. */
const group = 'system-page';

/** The last events that came, in memory. */
export class RecentEvents {
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #events: readonly ObservedEvent[] = [];
  #count = 0;

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  /** Keeps an event; one that was delivered before changes nothing. */
  add(event: ObservedEvent): void {
    const isSame = ({ topic, id }: ObservedEvent) => topic === event.topic && id === event.id;
    if (this.#events.some(isSame)) return;
    this.#events = [event, ...this.#events].slice(0, most);
    this.#count += 1;
    this.#changes.emit('change');
  }

  /** The newest first, in the order in which they came. */
  list(): readonly ObservedEvent[] {
    return this.#events;
  }

  /** Resolves once there have been more events, or when the signal aborts. */
  async moreThan(count: number, signal: AbortSignal): Promise<void> {
    if (this.#count > count) return;
    await once(this.#changes, 'change', { signal }).catch(() => undefined);
  }
}

/** Keeps what comes on the topics, until the event log is closed. */
export function listen(
  log: Pick<EventLog, 'subscribe'>,
  topics: readonly Topic[],
  recent: RecentEvents,
): void {
  const handles = topics.map((topic) => {
    const observe = observer(topic);
    return [
      topic.name,
      async (message: Parameters<typeof observe>[0]) => {
        recent.add(observe(message, new Date()));
      },
    ] as const;
  });
  log.subscribe({
    group,
    topics: topics.map(({ name }) => name),
    handle: byTopic(Object.fromEntries(handles)),
    attempts: 1,
    backoffMs: 1_000,
  });
}

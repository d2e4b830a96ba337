import type { EventType } from './event-type.ts';

/** Where events of one producer go, and which they are: the contract with all who consume them. */
export interface Topic<Events extends readonly EventType[] = readonly EventType[]> {
  /** The topic of the event log, or the queue. */
  readonly name: string;
  readonly about: string;
  /** The `source` of its events, such as `/orders`: the service that publishes them. */
  readonly source: string;
  readonly events: Events;
}

/**
 * Declares a topic; the identity function with the types in place.
 *
 * @throws Error when two of its events have the same type
 */
export function defineTopic<const Events extends readonly EventType[]>(
  topic: Topic<Events>,
): Topic<Events> {
  const types = topic.events.map(({ type }) => type);
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice) throw new Error(`the topic ${topic.name} has two events ${twice}`);
  return topic;
}

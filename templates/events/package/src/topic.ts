import type { EventType } from './event-type.ts';

/**
 * Where events go, of one service or of several, and which they are: the contract with all who consume
 * them.
 */
export interface Topic<Events extends readonly EventType[] = readonly EventType[]> {
  /** The topic of the event log, or the queue. */
  readonly name: string;
  readonly about: string;
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
  kindsOf([topic]);
  return topic;
}

/**
 * All kinds of events of topics.
 *
 * @throws Error when two have the same type: each has one contract, and one place
 */
export function kindsOf(topics: readonly Topic[]): readonly EventType[] {
  const kinds = topics.flatMap(({ events }) => events);
  const types = kinds.map(({ type }) => type);
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice) {
    throw new Error(`${topics.map(({ name }) => name).join(', ')}: there are two events ${twice}`);
  }
  return kinds;
}

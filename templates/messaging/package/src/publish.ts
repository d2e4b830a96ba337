import type { Database } from '@app/database';
import { type EventType, type NewEvent, newMessage, type Topic } from '@app/events';
import { append } from '@app/outbox';
import type { Static } from 'typebox';
import { currentTrace } from './trace.ts';

/** Names of the relays, and so of what is reached by each. */
export const eventLogBroker = 'event-log';
export const taskQueueBroker = 'task-queue';

/**
 * Tells of an event, if and only if the transaction commits.
 *
 * @throws InvalidEvent when it is not what the contract says; OversizedMessage
 */
export function publish<Events extends readonly EventType[], Kind extends Events[number]>(
  transaction: Database,
  topic: Topic<Events>,
  kind: Kind,
  event: NewEvent<Static<Kind['data']>>,
): Promise<void> {
  return appendTo(eventLogBroker, transaction, topic, kind, event);
}

/**
 * Puts a task into a queue, if and only if the transaction commits.
 *
 * @throws InvalidEvent when it is not what the contract says; OversizedMessage
 */
export function enqueue<Events extends readonly EventType[], Kind extends Events[number]>(
  transaction: Database,
  queue: Topic<Events>,
  kind: Kind,
  task: NewEvent<Static<Kind['data']>>,
): Promise<void> {
  return appendTo(taskQueueBroker, transaction, queue, kind, task);
}

async function appendTo<Events extends readonly EventType[], Kind extends Events[number]>(
  broker: string,
  transaction: Database,
  topic: Topic<Events>,
  kind: Kind,
  event: NewEvent<Static<Kind['data']>>,
): Promise<void> {
  const message = newMessage(topic, kind, { traceparent: currentTrace(), ...event });
  await append(transaction, { broker, destination: topic.name, messages: [message] });
}

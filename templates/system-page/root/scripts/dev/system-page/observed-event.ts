import { eventReader, type Topic } from '@app/events';
import type { Message } from '@app/messages';
import { withoutPrivateData } from './private-data.ts';

/** What is shown of an event: everything but its data. */
export interface ObservedEvent {
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  /** What it happened to, such as the id of an order. */
  readonly subject: string;
  /** The service that its type names: who tells of an event, or is asked by a command. */
  readonly source: string;
  readonly time: Date;
  /** Why it happened, where the event says so; why it cannot be read, where it cannot. */
  readonly reason?: string;
}

/** The type of what is no event of its topic. */
export const unreadable = 'unreadable';

/**
 * Looks at messages of a topic; one that is no event of it is shown as such.
 *
 * @returns a function that never throws, whatever the message
 */
export function observer(topic: Topic): (message: Message, received: Date) => ObservedEvent {
  const read = eventReader(topic);
  return (message, received) => {
    const id = withoutPrivateData(message.id);
    try {
      const { type, subject, source, time, data } = read(message);
      return {
        id,
        topic: topic.name,
        type,
        subject: withoutPrivateData(subject),
        source: withoutPrivateData(source),
        time: validTime(time, received),
        ...reasonOf(data),
      };
    } catch (error) {
      return {
        id,
        topic: topic.name,
        type: unreadable,
        subject: withoutPrivateData(message.key),
        source: 'unknown',
        time: received,
        reason: withoutPrivateData((error as Error).message),
      };
    }
  };
}

/** RFC 3339 knows times that a Date does not, such as leap seconds. */
function validTime(text: string, otherwise: Date): Date {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? otherwise : time;
}

function reasonOf(data: unknown): { reason?: string } {
  const { reason } = data as { reason?: unknown };
  return typeof reason === 'string' ? { reason: withoutPrivateData(reason) } : {};
}

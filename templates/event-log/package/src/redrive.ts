import type { Message } from '@app/messages';
import type { DeadLetter } from './event-log.ts';

/** Where a message stands in the log. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * The topic through which the dead letters of a group come back to it: in the topic itself, all other
 * groups would get them once more, too.
 */
export function redriveTopic(topic: string, group: string): string {
  return `${topic}.${group}.redrive`;
}

/** A dead letter as it is put into the redrive topic: with its place in the topic from which it came. */
export function redriven({ message, topic, partition, offset }: DeadLetter): Message {
  const headers = { ...message.headers, [origin]: `${topic}/${partition}/${offset}` };
  return { ...message, headers };
}

/** The place from which a message came first. */
export function originOf(message: Message, place: Place): Place {
  const [, topic, partition, offset] =
    /^(.+)\/(\d+)\/(\d+)$/.exec(message.headers[origin] ?? '') ?? [];
  if (!topic) return place;
  return { topic, partition: Number(partition), offset: Number(offset) };
}

/** The header of a message that was redriven. */
const origin = 'redriven-from';

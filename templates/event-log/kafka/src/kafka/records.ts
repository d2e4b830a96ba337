import { createHash } from 'node:crypto';
import type { Message } from '@app/messages';
import type { KafkaRecord } from '@platformatic/kafka';
import type { Place } from '../redrive.ts';

/** The header of a record that has the id of its message. */
const idHeader = 'message-id';

/**
 * The most that is sent at a time. A broker takes 1 MB for one partition, of which each record needs less
 * than 100 bytes besides its message.
 */
export const mostOfRequest = { messages: 1_000, bytes: 900_000 };

/** A record for a message, in a topic. */
export function recordOf(topic: string, { id, key, headers, body }: Message) {
  return { topic, key, value: body, headers: { ...headers, [idHeader]: id } };
}

/** The message of a record. Whatever another producer wrote becomes one, for the handler to judge. */
export function messageOf(record: KafkaRecord, place: Place): Message {
  const all = headersOf(record);
  const { [idHeader]: id = idOf(place), ...headers } = all;
  return { id, key: record.key?.toString() ?? '', headers, body: record.value?.toString() ?? '' };
}

export function headersOf({ headers }: KafkaRecord): Record<string, string> {
  return Object.fromEntries(
    headers.map(([name, value]) => [name?.toString() ?? '', value?.toString() ?? '']),
  );
}

/** A UUID for a record that has none: the same however often it is read. */
function idOf({ topic, partition, offset }: Place): string {
  const digest = createHash('sha256').update(`${topic}/${partition}/${offset}`).digest('hex');
  const [, one, two, three, four, five] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digest) ?? [];
  return `${one}-${two}-8${three}-8${four}-${five}`;
}

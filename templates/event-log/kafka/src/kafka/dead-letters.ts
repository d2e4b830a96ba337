import type { Admin, Producer } from '@platformatic/kafka';
import { keyOf } from '../consumption/membership.ts';
import type { DeadLetter, DeadLetters } from '../event-log.ts';
import { portionsOf } from '../portion.ts';
import { type Place, redriven, redriveTopic } from '../redrive.ts';
import type { Connection } from './connection.ts';
import { Reader, type ReadRecord } from './reader.ts';
import { headersOf, mostOfRequest, recordOf } from './records.ts';
import { declareDeadLetters } from './topics.ts';

/** The topic in which a group keeps the dead letters from another. */
export function deadLetterTopic(topic: string, group: string): string {
  return `${topic}.${group}.dead-letters`;
}

/** How long one look for more records waits, in milliseconds. */
const waitMs = 500;

/** The longest reason that is kept, in characters. */
const longestReason = 1_000;

/** A dead letter, and the key of its record. */
export interface KeptLetter {
  readonly key: string;
  readonly letter: DeadLetter;
}

/** The dead letters of a group from one topic: the newest record of each key counts. */
export class DeadLetterTopic {
  readonly #of: DeadLetters;
  readonly #name: string;
  readonly #connection: Connection;
  readonly #admin: Admin;
  readonly #producer: Producer<string, string, string, string>;

  constructor(
    of: DeadLetters,
    connection: Connection,
    admin: Admin,
    producer: Producer<string, string, string, string>,
  ) {
    this.#of = of;
    this.#name = deadLetterTopic(of.topic, of.group);
    this.#connection = connection;
    this.#admin = admin;
    this.#producer = producer;
  }

  /** @param record of which it is: what failed again after it was redriven is another letter */
  async add(letter: DeadLetter, record: Place): Promise<void> {
    const { message, reason, attempts, topic, partition, offset } = letter;
    const headers = {
      ...message.headers,
      [names.reason]: reason.slice(0, longestReason),
      [names.attempts]: String(attempts),
      [names.topic]: topic,
      [names.partition]: String(partition),
      [names.offset]: String(offset),
      [names.key]: message.key,
      [names.id]: message.id,
    };
    const key = `${keyOf(record)}/${record.offset}`;
    const value = message.body;
    await this.#producer.send({ messages: [{ topic: this.#name, key, value, headers }] });
  }

  /** All that are there, the oldest first. */
  async read(): Promise<readonly KeptLetter[]> {
    const { topic, group } = this.#of;
    const redrive = redriveTopic(topic, group);
    await declareDeadLetters(this.#admin, { deadLetters: this.#name, redrive });
    const reader = new Reader(this.#connection, [this.#name]);
    try {
      const letters = new Map<string, KeptLetter>();
      for await (const record of this.#records(reader)) {
        const key = record.record.key?.toString() ?? '';
        const letter = letterOf(record);
        if (letter) letters.set(key, { key, letter });
        else letters.delete(key);
      }
      return [...letters.values()];
    } finally {
      await reader.close();
    }
  }

  /** Gives letters to the group. What fails between the two steps is given to it twice. */
  async redrive(letters: readonly KeptLetter[]): Promise<void> {
    const { topic, group } = this.#of;
    for (const portion of portionsOf(letters, mostOfRequest, ({ letter }) => letter.message)) {
      const records = portion.map(({ letter }) =>
        recordOf(redriveTopic(topic, group), redriven(letter)),
      );
      await this.#producer.send({ messages: records });
      const done = portion.map(({ key }) => ({ topic: this.#name, key }));
      await this.#producer.send({ messages: done });
    }
  }

  async *#records(reader: Reader): AsyncGenerator<ReadRecord> {
    const [end = 0n] = (await reader.offsets('LATEST')).get(this.#name) ?? [];
    const [start = 0n] = (await reader.offsets('EARLIEST')).get(this.#name) ?? [];
    let offset = Number(start);
    while (offset < Number(end)) {
      const records = await reader.read([{ topic: this.#name, partition: 0, offset }], waitMs);
      const last = records.at(-1);
      // The last records before the end may have been removed, as those of letters that are gone.
      if (!last) return;
      offset = last.offset + 1;
      yield* records;
    }
  }
}

/** The headers that a dead letter has besides those of its message. */
const names = {
  reason: 'dead-letter-reason',
  attempts: 'dead-letter-attempts',
  topic: 'dead-letter-topic',
  partition: 'dead-letter-partition',
  offset: 'dead-letter-offset',
  key: 'dead-letter-key',
  id: 'dead-letter-id',
} as const;

/** Nothing for a record without content: its letter was redriven. */
function letterOf({ record }: ReadRecord): DeadLetter | undefined {
  if (!record.value) return undefined;
  const all = headersOf(record);
  const own = new Set<string>(Object.values(names));
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => !own.has(name)));
  const body = record.value.toString();
  return {
    message: { id: all[names.id] ?? '', key: all[names.key] ?? '', headers, body },
    reason: all[names.reason] ?? '',
    attempts: Number(all[names.attempts]),
    topic: all[names.topic] ?? '',
    partition: Number(all[names.partition]),
    offset: Number(all[names.offset]),
  };
}

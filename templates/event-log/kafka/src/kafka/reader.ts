import { setTimeout as wait } from 'node:timers/promises';
import {
  type ClusterMetadata,
  Consumer,
  type FetchOptions,
  findErrorBy,
  type KafkaRecord,
  ListOffsetTimestamps,
} from '@platformatic/kafka';
import { keyOf } from '../consumption/membership.ts';
import type { Place } from '../redrive.ts';
import type { Connection } from './connection.ts';
import { isNewTopic } from './topics.ts';

type TopicRequest = FetchOptions<Buffer, Buffer, Buffer, Buffer>['topics'][number];
type Answer = Awaited<ReturnType<Consumer['fetch']>>;

export interface ReadRecord extends Place {
  readonly record: KafkaRecord;
}

/** The most that one fetch gets of one partition, and of all, in bytes. */
const bytes = { partition: 1024 * 1024, all: 8 * 1024 * 1024 };

/** How often, and after which pause in milliseconds, a topic is looked for that may be new. */
const newTopic = { attempts: 20, retryMs: 250 };

/** Fetches records, on connections of its own: a fetch that waits holds up what follows on its connection. */
export class Reader {
  readonly #client: Consumer;
  readonly #topics: readonly string[];
  /** Where partitions begin whose oldest records were removed. */
  readonly #starts = new Map<string, number>();

  constructor(connection: Connection, topics: readonly string[]) {
    this.#topics = topics;
    this.#client = new Consumer({ ...connection, groupId: connection.clientId, retries: 0 });
    this.#client.topics.trackAll(...topics);
    this.#client.on('error', () => undefined);
  }

  /** Records from these places on, in order; waits up to a time in milliseconds for some. */
  async read(from: readonly Place[], waitMs: number): Promise<readonly ReadRecord[]> {
    try {
      const places = from.map((place) => this.#kept(place));
      const metadata = await this.#client.metadata({ topics: [...this.#topics] });
      const fetches = [...requestsByNode(metadata, places)].map(([node, topics]) =>
        this.#client.fetch({ node, topics, maxWaitTime: waitMs, minBytes: 1, maxBytes: bytes.all }),
      );
      const wanted = new Map(places.map((place) => [keyOf(place), place.offset]));
      const records = (await Promise.all(fetches)).flatMap((answer) => recordsOf(answer, metadata));
      // Brokers answer with whole batches, which may begin before the place.
      return records.filter((record) => record.offset >= (wanted.get(keyOf(record)) ?? Infinity));
    } catch (error) {
      this.#client.clearMetadata();
      if (!isOutOfRange(error)) throw error;
      await this.#findStarts();
      return [];
    }
  }

  /** The offsets of the oldest records, or of the next ones to come, by topic and partition. */
  async offsets(which: 'EARLIEST' | 'LATEST'): Promise<Map<string, bigint[]>> {
    const timestamp = ListOffsetTimestamps[which];
    for (let left = newTopic.attempts; ; left--) {
      try {
        return await this.#client.listOffsets({ topics: [...this.#topics], timestamp });
      } catch (error) {
        if (left <= 1 || !isNewTopic(error)) throw error;
        await wait(newTopic.retryMs);
      }
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #kept(place: Place): Place {
    return { ...place, offset: Math.max(place.offset, this.#starts.get(keyOf(place)) ?? 0) };
  }

  async #findStarts(): Promise<void> {
    for (const [topic, offsets] of await this.offsets('EARLIEST')) {
      offsets.forEach((offset, partition) => {
        this.#starts.set(keyOf({ topic, partition }), Number(offset));
      });
    }
  }
}

/** A fetch for each broker that leads some of the partitions. */
function requestsByNode(
  { topics }: ClusterMetadata,
  places: readonly Place[],
): Map<number, TopicRequest[]> {
  const nodes = new Map<number, TopicRequest[]>();
  for (const { topic, partition, offset } of places) {
    const known = topics.get(topic);
    const leader = known?.partitions[partition]?.leader;
    if (known === undefined || leader === undefined) {
      throw new Error(`nobody leads partition ${partition} of ${topic}`);
    }
    const requests = nodes.get(leader) ?? [];
    nodes.set(leader, requests);
    let request = requests.find(({ topicId }) => topicId === known.id);
    if (!request) {
      request = { topicId: known.id, partitions: [] };
      requests.push(request);
    }
    request.partitions.push({
      partition,
      fetchOffset: BigInt(offset),
      partitionMaxBytes: bytes.partition,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
    });
  }
  return nodes;
}

function recordsOf({ responses }: Answer, { topics }: ClusterMetadata): ReadRecord[] {
  const names = new Map([...topics].map(([name, { id }]) => [id, name]));
  return responses.flatMap(({ topicId, partitions }) =>
    partitions.flatMap(({ partitionIndex: partition, records: batches }) =>
      (batches ?? []).flatMap(({ firstOffset, records }) =>
        records.map((record) => {
          const offset = Number(firstOffset) + record.offsetDelta;
          return { topic: names.get(topicId) ?? '', partition, offset, record };
        }),
      ),
    ),
  );
}

function isOutOfRange(error: unknown): boolean {
  return findErrorBy(Object(error), 'apiId', 'OFFSET_OUT_OF_RANGE') !== null;
}

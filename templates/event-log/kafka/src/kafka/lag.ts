import { type Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import type { Lag } from '../event-log.ts';

/** How far a group is behind in the partitions for which it has a position. */
export async function lagOf(admin: Admin, group: string): Promise<readonly Lag[]> {
  const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
  const topics = found?.topics ?? [];
  if (topics.length === 0) return [];
  const ends = await offsets(admin, topics, ListOffsetTimestamps.LATEST);
  const starts = await offsets(admin, topics, ListOffsetTimestamps.EARLIEST);
  return topics.flatMap(({ name: topic, partitions }) =>
    partitions.map(({ partitionIndex: partition, committedOffset }) => {
      const key = `${topic}/${partition}`;
      const next = Math.max(Number(committedOffset), starts.get(key) ?? 0);
      return { topic, partition, behind: Math.max((ends.get(key) ?? next) - next, 0) };
    }),
  );
}

interface Partitions {
  readonly name: string;
  readonly partitions: readonly { readonly partitionIndex: number }[];
}

async function offsets(
  admin: Admin,
  topics: readonly Partitions[],
  timestamp: bigint,
): Promise<ReadonlyMap<string, number>> {
  const listed = await admin.listOffsets({
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, timestamp })),
    })),
  });
  return new Map(
    listed.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, offset }) => [`${name}/${partitionIndex}`, Number(offset)]),
    ),
  );
}

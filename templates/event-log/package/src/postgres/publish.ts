import { createHash } from 'node:crypto';
import type { Database } from '@app/database';
import type { Message } from '@app/messages';
import { channel } from './channel.ts';

/**
 * Appends messages within a transaction. The rows of their partitions stay locked until it ends, so that
 * whoever comes later gets larger offsets and is seen later: a reader can pass over none.
 */
export async function publish(
  transaction: Database,
  topic: string,
  messages: readonly Message[],
): Promise<void> {
  const count = await partitionsOf(transaction, topic);
  const placed = messages.map((message) => ({ message, partition: partitionFor(message, count) }));
  const offsets = await lock(transaction, topic, [...new Set(placed.map((of) => of.partition))]);
  const rows = placed.map(({ message, partition }) => {
    const offset = offsets.get(partition) ?? 0;
    offsets.set(partition, offset + 1);
    return { ...message, partition, offset };
  });
  await transaction.query(
    `INSERT INTO event_log.messages (topic, partition, "offset", id, key, headers, body)
     SELECT $1, partition, "offset", id, key, headers, body FROM json_to_recordset($2)
       AS rows (partition integer, "offset" bigint, id uuid, key text, headers jsonb, body text)`,
    [topic, JSON.stringify(rows)],
  );
  await transaction.query(
    `UPDATE event_log.partitions SET next_offset = next.value
     FROM unnest($2::integer[], $3::bigint[]) AS next (partition, value)
     WHERE topic = $1 AND partitions.partition = next.partition`,
    [topic, [...offsets.keys()], [...offsets.values()]],
  );
  await transaction.query('SELECT pg_notify($1, $2)', [channel, topic]);
}

async function partitionsOf(database: Database, topic: string): Promise<number> {
  const sql = 'SELECT partitions FROM event_log.topics WHERE name = $1';
  const [found] = await database.query<{ partitions: number }>(sql, [topic]);
  if (!found) throw new Error(`the topic ${topic} is not declared`);
  return found.partitions;
}

function partitionFor({ key }: Message, partitions: number): number {
  return createHash('md5').update(key).digest().readUInt32BE() % partitions;
}

/** In the order of their numbers, so that two transactions do not wait for each other. */
async function lock(
  transaction: Database,
  topic: string,
  partitions: readonly number[],
): Promise<Map<number, number>> {
  const rows = await transaction.query<{ partition: number; next_offset: number }>(
    `SELECT partition, next_offset FROM event_log.partitions
     WHERE topic = $1 AND partition = ANY($2::integer[]) ORDER BY partition FOR UPDATE`,
    [topic, partitions],
  );
  return new Map(rows.map((row) => [row.partition, row.next_offset]));
}

import type { Database, Pool } from '@app/database';
import type { Topic } from '../event-log.ts';

/** Makes topics, and gives those that exist their retention and more partitions; never fewer. */
export async function declare(pool: Pool, topics: readonly Topic[]): Promise<void> {
  for (const topic of topics) {
    await pool.transaction((transaction) => declareTopic(transaction, topic));
  }
}

export async function declareTopic(database: Database, topic: Topic): Promise<void> {
  const { name, partitions, retentionMs } = topic;
  const [declared] = await database.query<{ partitions: number }>(
    `INSERT INTO event_log.topics AS topics (name, partitions, retention_ms) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET retention_ms = excluded.retention_ms,
       partitions = greatest(topics.partitions, excluded.partitions)
     RETURNING partitions`,
    [name, partitions, retentionMs],
  );
  await database.query(
    `INSERT INTO event_log.partitions (topic, partition)
     SELECT $1, generate_series(0, $2::integer - 1) ON CONFLICT DO NOTHING`,
    [name, declared?.partitions],
  );
}

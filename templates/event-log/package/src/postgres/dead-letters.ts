import type { Database, Row } from '@app/database';
import type { DeadLetter, DeadLetters } from '../event-log.ts';
import { redriven, redriveTopic } from '../redrive.ts';
import { announce } from './group.ts';
import { publish } from './publish.ts';
import { declareTopic } from './topics.ts';

/** Keeps a dead letter; a message that died before takes its place again. */
export async function bury(database: Database, group: string, letter: DeadLetter): Promise<void> {
  const { message, reason, attempts, topic, partition, offset } = letter;
  const { id, key, headers, body } = message;
  await database.query(
    `INSERT INTO event_log.dead_letters
       (topic, group_name, partition, "offset", id, key, headers, body, reason, attempts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (topic, group_name, id) DO UPDATE
       SET reason = excluded.reason, attempts = excluded.attempts`,
    [topic, group, partition, offset, id, key, JSON.stringify(headers), body, reason, attempts],
  );
}

export async function listDeadLetters(
  database: Database,
  { topic, group, limit }: DeadLetters & { readonly limit: number },
): Promise<readonly DeadLetter[]> {
  const rows = await database.query<LetterRow>(
    `SELECT ${columns} FROM event_log.dead_letters
     WHERE topic = $1 AND group_name = $2 ORDER BY died_at, partition, "offset" LIMIT $3`,
    [topic, group, limit],
  );
  return rows.map(letterOf);
}

/** Moves dead letters into the redrive topic of their group, within a transaction. */
export async function redrive(
  transaction: Database,
  { topic, group, ids }: DeadLetters & { readonly ids?: readonly string[] },
): Promise<number> {
  const rows = await transaction.query<LetterRow>(
    `DELETE FROM event_log.dead_letters
     WHERE topic = $1 AND group_name = $2 AND ($3::uuid[] IS NULL OR id = ANY($3))
     RETURNING ${columns}`,
    [topic, group, ids ?? null],
  );
  if (rows.length === 0) return 0;
  const messages = rows.map(letterOf).sort(byPlace).map(redriven);
  await declareRedriveTopic(transaction, topic, group);
  await publish(transaction, redriveTopic(topic, group), messages);
  // The first time it is a topic that its members do not know yet.
  await announce(transaction, group);
  return rows.length;
}

function declareRedriveTopic(database: Database, topic: string, group: string): Promise<void> {
  const name = redriveTopic(topic, group);
  return declareTopic(database, { name, partitions: 1, retentionMs: redriveRetentionMs });
}

/** Ninety days. */
const redriveRetentionMs = 90 * 24 * 3_600_000;

const columns = 'topic, partition, "offset", id, key, headers, body, reason, attempts';

interface LetterRow extends Row {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly reason: string;
  readonly attempts: number;
}

function letterOf({ id, key, headers, body, ...letter }: LetterRow): DeadLetter {
  return { ...letter, message: { id, key, headers, body } };
}

function byPlace(one: DeadLetter, other: DeadLetter): number {
  return one.partition - other.partition || one.offset - other.offset;
}

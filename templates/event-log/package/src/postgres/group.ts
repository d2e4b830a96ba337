import type { Database, Pool } from '@app/database';
import type { LogRecord, Position } from '../consumption/membership.ts';
import { channel } from './channel.ts';
import { shareOf } from './share.ts';

/** A group as one of its members sees it. */
export interface Group {
  readonly name: string;
  readonly member: string;
  readonly topics: readonly string[];
  /** After so long without renewal a member is replaced, in milliseconds. */
  readonly timeoutMs: number;
}

/** The most records of one partition that are read at a time. */
const batch = 100;

/**
 * Says that the member is alive, drops those that are not, and takes what is due to it and free.
 *
 * @returns the partitions that it has: those due to it, and the surplus that is due to others
 */
export async function renew(
  pool: Pool,
  group: Group,
): Promise<{ mine: readonly Position[]; surplus: readonly Position[] }> {
  const { name, member, topics, timeoutMs } = group;
  return pool.transaction(async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [groupLock, name]);
    const [joined] = await transaction.query<{ fresh: boolean }>(
      `INSERT INTO event_log.members (group_name, id, topics, alive_until)
       VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond')
       ON CONFLICT (group_name, id) DO UPDATE SET alive_until = excluded.alive_until
       RETURNING xmax = 0 AS fresh`,
      [name, member, topics, timeoutMs],
    );
    const died = await transaction.query(
      `DELETE FROM event_log.members WHERE group_name = $1 AND alive_until < clock_timestamp()
       RETURNING id`,
      [name],
    );
    if (joined?.fresh || died.length > 0) await announce(transaction, name);
    await addPositions(transaction, group);
    return take(transaction, group);
  });
}

/** Gives a partition back, for the member to which it is due. */
export async function release(database: Database, group: Group, position: Position): Promise<void> {
  const { topic, partition, fence } = position;
  await database.query(
    `UPDATE event_log.positions SET owner = NULL
     WHERE group_name = $1 AND owner = $2 AND topic = $3 AND partition = $4 AND fence = $5`,
    [group.name, group.member, topic, partition, fence],
  );
  await announce(database, group.name);
}

/** Stores positions, each only if the partition was not given to another member since. */
export async function commit(
  database: Database,
  { name, member }: Group,
  positions: readonly Position[],
): Promise<void> {
  await database.query(
    `UPDATE event_log.positions SET "offset" = done."offset"
     FROM json_to_recordset($3)
       AS done (topic text, partition integer, "offset" bigint, fence bigint)
     WHERE group_name = $1 AND owner = $2 AND positions.topic = done.topic
       AND positions.partition = done.partition AND positions.fence = done.fence`,
    [name, member, JSON.stringify(positions)],
  );
}

export async function leave(pool: Pool, { name, member }: Group): Promise<void> {
  await pool.transaction(async (transaction) => {
    await transaction.query(
      'UPDATE event_log.positions SET owner = NULL WHERE group_name = $1 AND owner = $2',
      [name, member],
    );
    await transaction.query('DELETE FROM event_log.members WHERE group_name = $1 AND id = $2', [
      name,
      member,
    ]);
    await announce(transaction, name);
  });
}

/** Records from the positions on. */
export async function read(
  database: Database,
  positions: readonly Position[],
): Promise<readonly LogRecord[]> {
  const rows = await database.query<LogRecord['message'] & Omit<LogRecord, 'message'>>(
    `SELECT found.* FROM json_to_recordset($1)
       AS wanted (topic text, partition integer, "offset" bigint)
     CROSS JOIN LATERAL (
       SELECT topic, partition, "offset", id, key, headers, body FROM event_log.messages
       WHERE topic = wanted.topic AND partition = wanted.partition
         AND "offset" >= wanted."offset"
       ORDER BY "offset" LIMIT ${batch}
     ) AS found`,
    [JSON.stringify(positions)],
  );
  return rows.map(({ topic, partition, offset, ...message }) => {
    return { topic, partition, offset, message };
  });
}

async function addPositions(transaction: Database, { name, topics }: Group): Promise<void> {
  await transaction.query(
    `INSERT INTO event_log.positions (group_name, topic, partition)
     SELECT $1, topic, partition FROM event_log.partitions WHERE topic = ANY($2)
     ON CONFLICT DO NOTHING`,
    [name, topics],
  );
}

interface PositionRow extends Position {
  readonly owner: string | null;
}

async function take(transaction: Database, { name, member, topics }: Group) {
  const members = await transaction.query<{ id: string; topics: string[] }>(
    'SELECT id, topics FROM event_log.members WHERE group_name = $1 ORDER BY id',
    [name],
  );
  const all = await transaction.query<PositionRow>(
    `SELECT topic, partition, "offset", owner, fence FROM event_log.positions
     WHERE group_name = $1 AND topic = ANY($2) ORDER BY topic, partition`,
    [name, topics],
  );
  const due = new Set(shareOf(member, members, all));
  const alive = new Set(members.map(({ id }) => id));
  const mine: Position[] = [];
  for (const position of due) {
    if (position.owner === member) mine.push(position);
    else if (position.owner === null || !alive.has(position.owner)) {
      mine.push(await claim(transaction, name, member, position));
    }
  }
  return { mine, surplus: all.filter((one) => one.owner === member && !due.has(one)) };
}

async function claim(
  transaction: Database,
  group: string,
  member: string,
  { topic, partition }: Position,
): Promise<Position> {
  const [claimed] = await transaction.query<Position & { topic: string }>(
    `UPDATE event_log.positions SET owner = $2, fence = nextval('event_log.fences')
     WHERE group_name = $1 AND topic = $3 AND partition = $4
     RETURNING topic, partition, "offset", fence`,
    [group, member, topic, partition],
  );
  if (!claimed) throw new Error(`the position of ${group} in ${topic}/${partition} is gone`);
  return claimed;
}

/** Makes the members of a group look at what they have. */
export async function announce(database: Database, group: string): Promise<void> {
  await database.query('SELECT pg_notify($1, $2)', [channel, group]);
}

/** First key of the advisory locks of groups: members of one take turns. */
const groupLock = 20_240_504;

import type { Database, Row } from '@app/database';
import type { Message } from '@app/messages';
import { lossLimit } from '../attempt.ts';
import { channel } from './channel.ts';

/** A task that a worker has in hand. It is that worker's only while the numbers are the same. */
export interface Claim {
  readonly position: number;
  /** Attempts that failed before. */
  readonly failures: number;
  /** Counts from 1, anew after each failure. */
  readonly deliveries: number;
  readonly message: Message;
}

/** @returns whether the queue is declared; if not, nothing is added */
export async function add(
  database: Database,
  queue: string,
  messages: readonly Message[],
): Promise<boolean> {
  const declared = await database.query(
    `WITH declared AS (SELECT name FROM task_queue.queues WHERE name = $1),
     added AS (
       INSERT INTO task_queue.tasks (queue, id, key, headers, body)
       SELECT name, id, key, headers, body FROM declared, json_to_recordset($2)
         AS given (id uuid, key text, headers jsonb, body text)
     )
     SELECT pg_notify('${channel}', name) FROM declared`,
    [queue, JSON.stringify(messages)],
  );
  return declared.length > 0;
}

/** Takes tasks that nobody has in hand; others pass over them until the time is up. */
export async function claim(
  database: Database,
  { queue, limit, forMs }: { queue: string; limit: number; forMs: number },
): Promise<readonly Claim[]> {
  const rows = await database.query<TaskRow>(
    `WITH next AS MATERIALIZED (
       SELECT position FROM task_queue.tasks WHERE queue = $1 AND hidden_until <= now()
       ORDER BY hidden_until, position LIMIT $2 FOR UPDATE SKIP LOCKED
     )
     UPDATE task_queue.tasks
     SET deliveries = deliveries + 1, hidden_until = now() + $3::float * interval '1 millisecond'
     FROM next WHERE tasks.position = next.position
     RETURNING tasks.position, failures, deliveries, id, key, headers, body`,
    [queue, limit, forMs],
  );
  return rows.map(({ position, failures, deliveries, ...message }) => {
    return { position, failures, deliveries, message };
  });
}

/** Whether a task has been taken so often without an outcome that it is not to be tried again. */
export function isLost({ deliveries }: Claim): boolean {
  return deliveries > lossLimit + 1;
}

/** Keeps tasks for longer. */
export async function keep(
  database: Database,
  claims: readonly Claim[],
  forMs: number,
): Promise<void> {
  await database.query(
    `UPDATE task_queue.tasks SET hidden_until = now() + $4::float * interval '1 millisecond'
     FROM unnest($1::bigint[], $2::integer[], $3::integer[])
       AS claims (position, failures, deliveries)
     WHERE tasks.position = claims.position AND tasks.failures = claims.failures
       AND tasks.deliveries = claims.deliveries`,
    [
      claims.map(({ position }) => position),
      claims.map(({ failures }) => failures),
      claims.map(({ deliveries }) => deliveries),
      forMs,
    ],
  );
}

/** Takes a task off the queue; does nothing when it has gone to another worker. */
export async function remove(database: Database, claim: Claim): Promise<void> {
  await database.query(`DELETE FROM task_queue.tasks WHERE ${isClaim}`, valuesOf(claim));
}

/** Gives a task back for another attempt after a pause. */
export async function postpone(database: Database, claim: Claim, pauseMs: number): Promise<void> {
  await database.query(
    `UPDATE task_queue.tasks SET failures = failures + 1, deliveries = 0,
       hidden_until = now() + $4::float * interval '1 millisecond'
     WHERE ${isClaim}`,
    [...valuesOf(claim), pauseMs],
  );
}

/** Makes a task a dead letter. */
export async function bury(
  database: Database,
  claim: Claim,
  { reason, attempts }: { reason: string; attempts: number },
): Promise<void> {
  await database.query(
    `WITH gone AS (DELETE FROM task_queue.tasks WHERE ${isClaim} RETURNING *)
     INSERT INTO task_queue.dead_letters (queue, id, key, headers, body, reason, attempts)
     SELECT queue, id, key, headers, body, $4, $5 FROM gone`,
    [...valuesOf(claim), reason, attempts],
  );
}

interface TaskRow extends Row, Message {
  readonly position: number;
  readonly failures: number;
  readonly deliveries: number;
}

const isClaim = 'position = $1 AND failures = $2 AND deliveries = $3';

function valuesOf({ position, failures, deliveries }: Claim): readonly number[] {
  return [position, failures, deliveries];
}

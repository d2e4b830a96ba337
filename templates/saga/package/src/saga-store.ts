import type { Database } from '@app/database';
import { isEnded, isWaiting, type Progress, type State } from './advance.ts';
import type { SagaDefinition } from './definition.ts';
import type { Saga, Transition } from './saga.ts';

/** @throws on a second saga of a kind for one key */
export async function insertSaga<Data>(
  transaction: Database,
  { kind, timeoutMs }: SagaDefinition,
  { key, data, progress }: { key: string; data: Data; progress: Progress },
): Promise<Saga<Data>> {
  const { state, step, direction, attempts } = progress;
  const [saga] = (await transaction.query(
    `INSERT INTO saga.sagas (kind, key, data, state, step, direction, attempts, deadline)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 millisecond')
     RETURNING ${columns}`,
    [kind, key, JSON.stringify(data), state, step, direction, attempts, timeoutMs],
  )) as [Saga<Data>];
  return saga;
}

/** Saves how far a saga is, and when it is looked at again. */
export async function saveProgress<Data>(
  transaction: Database,
  { timeoutMs }: SagaDefinition,
  id: string,
  progress: Progress,
): Promise<Saga<Data>> {
  const { state, step, direction, attempts, cause, lastError } = progress;
  const wait = isWaiting(progress) ? timeoutMs : null;
  const [saga] = (await transaction.query(
    `UPDATE saga.sagas
     SET state = $2, step = $3, direction = $4, attempts = $5, cause = $6, last_error = $7,
       deadline = now() + $8 * interval '1 millisecond',
       ended_at = CASE WHEN $9 THEN now() END, updated_at = now()
     WHERE id = $1 RETURNING ${columns}`,
    [id, state, step, direction, attempts, cause, lastError, wait, isEnded(progress)],
  )) as [Saga<Data>];
  return saga;
}

/** Records what happened to a saga, whether it had an effect or not. */
export async function recordTransition(
  transaction: Database,
  sagaId: string,
  { input, messageId, applied }: Pick<Transition, 'input' | 'messageId' | 'applied'>,
  { state, step, direction, attempts }: Progress,
): Promise<void> {
  await transaction.query(
    `INSERT INTO saga.transitions
       (saga_id, input, message_id, applied, state, step, direction, attempts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [sagaId, input, messageId, applied, state, step, direction, attempts],
  );
}

/** The saga of a key; nobody else advances it until the transaction ends. */
export async function lockByKey<Data>(
  transaction: Database,
  kind: string,
  key: string,
): Promise<Saga<Data> | undefined> {
  const [saga] = await transaction.query<SagaRow<Data>>(
    `SELECT ${columns} FROM saga.sagas WHERE kind = $1 AND key = $2 FOR UPDATE`,
    [kind, key],
  );
  return saga;
}

/** As lockByKey, by the id of the saga. */
export async function lockById<Data>(
  transaction: Database,
  kind: string,
  id: string,
): Promise<Saga<Data> | undefined> {
  const [saga] = await transaction.query<SagaRow<Data>>(
    `SELECT ${columns} FROM saga.sagas WHERE kind = $1 AND id = $2 FOR UPDATE`,
    [kind, id],
  );
  return saga;
}

/** As lockById, when its deadline has passed and nobody else is at it. */
export async function lockDue<Data>(
  transaction: Database,
  id: string,
): Promise<Saga<Data> | undefined> {
  const [saga] = await transaction.query<SagaRow<Data>>(
    `SELECT ${columns} FROM saga.sagas WHERE id = $1 AND deadline <= now()
     FOR UPDATE SKIP LOCKED`,
    [id],
  );
  return saga;
}

/** Ids of sagas whose deadline has passed, the longest passed first. */
export async function dueSagas(database: Database, kind: string, limit: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM saga.sagas WHERE kind = $1 AND deadline <= now()
     ORDER BY deadline LIMIT $2`,
    [kind, limit],
  );
  return rows.map(({ id }) => id);
}

/** One saga, as it is now. */
export async function findSaga(
  database: Database,
  kind: string,
  id: string,
): Promise<Saga | undefined> {
  const sql = `SELECT ${columns} FROM saga.sagas WHERE kind = $1 AND id = $2`;
  const [saga] = await database.query<SagaRow>(sql, [kind, id]);
  return saga;
}

/**
 * Sagas, newest first.
 *
 * @param page.before id of the last one of the page before
 */
export function listSagas(
  database: Database,
  kind: string,
  page: { state: State | undefined; before: string | undefined; limit: number },
): Promise<Saga[]> {
  return database.query<SagaRow>(
    `SELECT ${columns} FROM saga.sagas
     WHERE kind = $1 AND ($2::text IS NULL OR state = $2) AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [kind, page.state, page.before, page.limit],
  );
}

/** What happened to a saga, in order. */
export function transitionsOf(database: Database, sagaId: string): Promise<Transition[]> {
  return database.query<Transition & { [column: string]: unknown }>(
    `SELECT at, input, message_id AS "messageId", applied, state, step, direction, attempts
     FROM saga.transitions WHERE saga_id = $1 ORDER BY position`,
    [sagaId],
  );
}

const columns = `id, kind, key, data, state, step, direction, attempts, cause,
  last_error AS "lastError", deadline, started_at AS "startedAt", updated_at AS "updatedAt",
  ended_at AS "endedAt"`;

type SagaRow<Data = unknown> = Saga<Data> & { [column: string]: unknown };

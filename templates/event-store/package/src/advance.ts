import { type Database, DatabaseUnavailable, type Pool } from '@app/database';
import { channel, viewOf } from './channel.ts';
import { horizon } from './horizon.ts';
import type { Projection } from './projection.ts';
import { columns, type EventRow, recordedFrom } from './recorded.ts';

/** Thrown when a handler fails, and so all that was written with it is undone. */
export class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';
  /** How far the build had come before. */
  readonly position: number;
  /** Events before the one that failed, which could be handled. */
  readonly handled: number;

  constructor(event: EventRow, at: { position: number; handled: number }, cause: unknown) {
    const { type, version, stream } = event;
    const { message } = cause as Error;
    super(`${type}, event ${version} of ${stream}: ${message}`, { cause });
    this.position = at.position;
    this.handled = at.handled;
  }
}

/**
 * Brings a build on by some events, in one transaction with its position. When it has caught up with the
 * live view it takes its place. Only one instance at a time is at a build; for others there is nothing
 * to do.
 *
 * @returns whether there is more to do
 * @throws HandlerFailed
 */
export async function advance(
  pool: Pool,
  projection: Projection,
  build: number,
  limit: number,
): Promise<boolean> {
  return pool.transaction(async (transaction) => {
    const [taken] = await transaction.query<{ position: number; state: string }>(
      `SELECT position, state FROM event_store.builds WHERE build = $1 AND state <> 'retired'
       FOR UPDATE SKIP LOCKED`,
      [build],
    );
    if (!taken) return false;
    const view = { transaction, build };
    const until = await horizon(transaction);
    const reached = await handle(projection, view, { after: taken.position, until, limit });
    if (reached < until) {
      await keepPosition(view, projection, taken.position, reached);
      return true;
    }
    const caughtUp =
      taken.state === 'building' ? await takePlace(projection, view, reached) : reached;
    await keepPosition(view, projection, taken.position, caughtUp);
    return false;
  });
}

interface Range {
  readonly after: number;
  readonly until: number;
  readonly limit: number;
}

/** Handles events of a range, and says how far it has come. */
async function handle(
  { streams, handlers }: Projection,
  view: { transaction: Database; build: number },
  { after, until, limit }: Range,
): Promise<number> {
  const rows = await view.transaction.query<EventRow>(
    `SELECT ${columns} FROM event_store.events
     WHERE position > $1 AND position <= $2 AND type = ANY ($3) ORDER BY position LIMIT $4`,
    [after, until, Object.keys(handlers), limit],
  );
  const kinds = streams.flatMap(({ events }) => events);
  for (const [handled, row] of rows.entries()) {
    try {
      await handlers[row.type]?.(recordedFrom(kinds, row), view);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      throw new HandlerFailed(row, { position: after, handled }, error);
    }
  }
  const last = rows.length === limit ? rows.at(-1)?.position : undefined;
  return last ?? Math.max(after, until);
}

/** Stops the live view, handles what that has beyond this build, and makes this one the live view. */
async function takePlace(
  projection: Projection,
  view: { transaction: Database; build: number },
  reached: number,
): Promise<number> {
  const { transaction, build } = view;
  const [live] = await transaction.query<{ build: number; position: number }>(
    `SELECT build, position FROM event_store.builds WHERE projection = $1 AND state = 'live'
     FOR UPDATE`,
    [projection.name],
  );
  let caughtUp = reached;
  while (live && caughtUp < live.position) {
    const rest = { after: caughtUp, until: live.position, limit: 100 };
    caughtUp = await handle(projection, view, rest);
  }
  const sql = 'UPDATE event_store.builds SET state = $2 WHERE build = $1';
  if (live) await transaction.query(sql, [live.build, 'retired']);
  await transaction.query(sql, [build, 'live']);
  return caughtUp;
}

async function keepPosition(
  { transaction, build }: { transaction: Database; build: number },
  { name }: Projection,
  before: number,
  position: number,
): Promise<void> {
  if (position === before) return;
  await transaction.query(
    `UPDATE event_store.builds SET position = $2, failure = NULL WHERE build = $1`,
    [build, position],
  );
  await transaction.query('SELECT pg_notify($1, $2)', [channel, viewOf(name)]);
}

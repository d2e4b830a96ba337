import type { Database, Pool } from '@app/database';
import type { Projection } from './projection.ts';

/** A build of a view: live, so that readers see it; beside the live one; or retired, until it is removed. */
export interface Build {
  readonly build: number;
  readonly projection: string;
  /** Of the projection that it is made by. */
  readonly version: number;
  readonly state: 'building' | 'live' | 'retired';
  /** How far it has come. */
  readonly position: number;
  /** Why it stands still. */
  readonly failure: string | null;
}

/** The builds of projections by their names, live ones first. */
export async function buildsOf(database: Database, names: readonly string[]): Promise<Build[]> {
  return database.query<Build & { [column: string]: unknown }>(
    `SELECT build, projection, version, state, position, failure FROM event_store.builds
     WHERE projection = ANY ($1)
     ORDER BY projection, array_position(ARRAY['live', 'building', 'retired'], state), build`,
    [names],
  );
}

/**
 * Sees to it that there is a view in the version of the code: the first build is live at once, a later
 * one is begun beside it. Code that is older than the live view leaves it as it is.
 */
export async function ensureBuild(pool: Pool, projection: Projection): Promise<void> {
  const { name, version } = projection;
  await pool.query(
    `INSERT INTO event_store.builds (projection, version, state)
     SELECT $1, $2, 'live' WHERE NOT EXISTS (
       SELECT FROM event_store.builds WHERE projection = $1 AND state = 'live'
     ) ON CONFLICT DO NOTHING`,
    [name, version],
  );
  const [live] = await buildsOf(pool, [name]);
  if (live && live.version < version) await beginRebuild(pool, projection);
}

/**
 * Begins to build a view beside the live one, unless that is under way in this version. Instances of the
 * service bring it on, and swap the two once it has caught up.
 */
export async function beginRebuild(pool: Pool, { name, version }: Projection): Promise<void> {
  await pool.transaction(async (transaction) => {
    await transaction.query(
      `UPDATE event_store.builds SET state = 'retired'
       WHERE projection = $1 AND state = 'building' AND version <> $2`,
      [name, version],
    );
    await transaction.query(
      `INSERT INTO event_store.builds (projection, version, state) VALUES ($1, $2, 'building')
       ON CONFLICT DO NOTHING`,
      [name, version],
    );
  });
}

/** Notes why a build stands still, unless it has gone on meanwhile. */
export async function noteFailure(
  database: Database,
  build: number,
  position: number,
  failure: string,
): Promise<void> {
  await database.query(
    'UPDATE event_store.builds SET failure = $3 WHERE build = $1 AND position = $2',
    [build, position, failure],
  );
}

/** Rows that one statement removes at most: it must not take long. */
const removedAtOnce = 1_000;

/**
 * Removes some rows of a retired build, and in the end the build.
 *
 * @returns whether there is more to remove
 */
export async function removeRetired(
  pool: Pool,
  { tables }: Projection,
  build: number,
): Promise<boolean> {
  return pool.transaction(async (transaction) => {
    const taken = await transaction.query(
      `SELECT build FROM event_store.builds WHERE build = $1 AND state = 'retired'
       FOR UPDATE SKIP LOCKED`,
      [build],
    );
    if (taken.length === 0) return false;
    for (const table of tables) {
      const removed = await transaction.query(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} WHERE build = $1 LIMIT $2
         )) RETURNING build`,
        [build, removedAtOnce],
      );
      if (removed.length > 0) return true;
    }
    await transaction.query('DELETE FROM event_store.builds WHERE build = $1', [build]);
    return false;
  });
}

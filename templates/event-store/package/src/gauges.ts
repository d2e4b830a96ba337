import type { Database } from '@app/database';
import { measured } from '@app/database/measurements';
import type { Measured } from '@app/http-server';
import type { Projection } from './projection.ts';

/** Events that are counted at most: a projection that far behind is in trouble, and counting takes time. */
const countedAtMost = 100_000;

interface Measurement {
  readonly behind: number;
  readonly failing: number;
}

/**
 * How far projections are behind, and how many stand still because a handler fails. All instances measure
 * the same tables. Not a number while the database is away.
 */
export function projectionGauges(
  database: Database,
  projections: readonly Projection[],
): Readonly<Record<string, Measured>> {
  const names = projections.map(({ name }) => name);
  const read = measured(['behind', 'failing'], () => measure(database, names));
  return {
    projection_events_behind: {
      help: `Events that the live view furthest behind has not seen, up to ${countedAtMost}`,
      read: () => read('behind'),
    },
    projections_failing: {
      help: 'Builds of projections that stand still, because a handler fails',
      read: () => read('failing'),
    },
  };
}

async function measure(
  database: Database,
  names: readonly string[],
): Promise<Measurement | undefined> {
  const [row] = await database.query<Measurement & { [column: string]: unknown }>(
    `SELECT COALESCE(max(events.behind) FILTER (WHERE state = 'live'), 0) AS behind,
       count(*) FILTER (WHERE failure IS NOT NULL) AS failing
     FROM event_store.builds AS builds CROSS JOIN LATERAL (${behindSql('builds.position', '$2')}) AS events
     WHERE projection = ANY ($1) AND state <> 'retired'`,
    [names, countedAtMost],
  );
  return row;
}

/** SQL that counts the events after a position, up to a limit, as `behind`. */
export function behindSql(position: string, limit: string): string {
  return `SELECT count(*) AS behind FROM (
    SELECT FROM event_store.events WHERE position > ${position} LIMIT ${limit}
  ) AS counted`;
}

import type { Pool } from '@app/database';
import type { Measured } from '@app/http-server';

/** Gauges by name, for `/metrics`. */
export type Gauges = Readonly<Record<string, Measured>>;

/** How much of a connection pool is in use. */
export function poolGauges(prefix: string, { usage }: Pool): Gauges {
  return {
    [`${prefix}_connections`]: { help: 'Open connections', read: () => usage().open },
    [`${prefix}_connections_idle`]: { help: 'Connections without work', read: () => usage().idle },
    [`${prefix}_waiting`]: {
      help: 'Queries that wait for a connection',
      read: () => usage().waiting,
    },
  };
}

import { createPool, type Database, type Pool } from '@app/database';
import type { Logger } from '@app/http-server';
import type { Config } from './config.ts';
import { type Gauges, poolGauges } from './pool-gauges.ts';

export interface Databases {
  readonly pool: Pool;
  /** For lists, which could come from a replica. */
  readonly replica: Database;
  readonly gauges: Gauges;
  close(): Promise<void>;
}

/** Opens the database; nothing is connected until the first query. */
export function openDatabases(config: Config, log: Logger): Databases {
  const pool = createPool({
    url: config.databaseUrl,
    onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  });
  return { pool, replica: pool, gauges: poolGauges('database', pool), close: pool.close };
}

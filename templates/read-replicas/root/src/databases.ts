import { createPool, type Database, type Pool } from '@app/database';
import type { Logger } from '@app/http-server';
import type { Config } from './config.ts';
import { type Gauges, poolGauges } from './pool-gauges.ts';
import { spreadReads } from './replicas.ts';

export interface Databases {
  readonly pool: Pool;
  /** For lists: the replicas in turn, and the primary while none answers. */
  readonly replica: Database;
  /** Of the primary, and of each replica under its number in REPLICA_DATABASE_URLS. */
  readonly gauges: Gauges;
  close(): Promise<void>;
}

/** Opens the primary and its replicas; nothing is connected until the first query. */
export function openDatabases(config: Config, log: Logger): Databases {
  const open = (url: string) =>
    createPool({
      url,
      onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
    });
  const pool = open(config.databaseUrl);
  const replicas = config.replicaDatabaseUrls.map(open);
  return {
    pool,
    replica: spreadReads(replicas, pool, log),
    gauges: Object.assign(
      poolGauges('database', pool),
      ...replicas.map((replica, index) => poolGauges(`database_replica_${index + 1}`, replica)),
    ),
    close: async () => void (await Promise.all([pool, ...replicas].map((each) => each.close()))),
  };
}

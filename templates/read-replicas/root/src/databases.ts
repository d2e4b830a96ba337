import { createPool, type Database, type Pool } from '@app/database';
import type { Logger } from '@app/http-server';
import type { Config } from './config.ts';
import { spreadReads } from './replicas.ts';

export interface Databases {
  readonly pool: Pool;
  /** For lists: the replicas in turn, and the primary while none answers. */
  readonly replica: Database;
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
    close: async () => void (await Promise.all([pool, ...replicas].map((each) => each.close()))),
  };
}

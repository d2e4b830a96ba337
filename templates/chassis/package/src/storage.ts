import { createPool, grantAppRole, migrate, type Pool } from '@app/database';
import type { Measured } from '@app/http-server';
import type { Log } from './service.ts';

/** The database of a service while it runs. */
export interface OpenStorage<Store> {
  readonly store: Store;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  readonly gauges: Readonly<Record<string, Measured>>;
  close(): Promise<void>;
}

export interface PrepareOptions {
  /** Connection string of the owner of the database. */
  readonly ownerUrl: string;
  /** Connection string of the service, whose role is made and given its rights. */
  readonly appUrl: string;
  readonly log: (message: string) => void;
}

/** A kind of database, and what a service keeps in it. */
export interface Storage<Store> {
  /** Opens it; nothing is connected until the first use. */
  open(url: string, log: Log): OpenStorage<Store>;
  /** Brings it up to date; safe to run from many instances at once. */
  prepare(options: PrepareOptions): Promise<void>;
}

/**
 * Postgres, in a schema of the service's own.
 *
 * @param options.migrations folder of `NNNN_name.sql` files
 */
export function sqlStorage(options: { schema: string; migrations: string }): Storage<Pool> {
  const { schema, migrations } = options;
  return {
    open(url, log) {
      const pool = createPool({
        url,
        onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
      });
      return { store: pool, ping: pool.ping, gauges: poolGauges(pool), close: pool.close };
    },
    async prepare({ ownerUrl, appUrl, log }) {
      await migrate({ url: ownerUrl, schemas: [{ name: schema, folder: migrations }], log });
      if (appUrl !== ownerUrl) await grantAppRole({ ownerUrl, appUrl, schemas: [schema] });
    },
  };
}

function poolGauges({ usage }: Pool): OpenStorage<Pool>['gauges'] {
  return {
    database_connections: { help: 'Open connections', read: () => usage().open },
    database_connections_idle: { help: 'Connections without work', read: () => usage().idle },
    database_waiting: { help: 'Queries that wait for a connection', read: () => usage().waiting },
  };
}

import { randomUUID } from 'node:crypto';
import { type OpenStorage, sqlStorage } from '@app/chassis';
import { createTestDatabase } from '@app/chassis/testing';
import { createPool, type Pool } from '@app/database';
import { type Definitions, type EventStore, withEventStore } from '../src/index.ts';
import { definitions } from './accounts.ts';

/** A service with accounts, on a database of its own. */
export interface TestStore {
  readonly url: string;
  readonly store: Pool & EventStore;
  readonly gauges: OpenStorage<unknown>['gauges'];
  /** What was logged. */
  readonly lines: readonly string[];
  /** Opens it once more, as another instance does, with these definitions. */
  open(definitions: Definitions): Pool & EventStore;
  /** Runs SQL as the owner of the tables. */
  asOwner(sql: string): Promise<void>;
  close(): Promise<void>;
}

const tables = sqlStorage({ schema: 'bank', migrations: `${import.meta.dirname}/migrations` });

/** A database of its own, prepared by several instances at once. */
export async function openTestStore(kept: Definitions = definitions): Promise<TestStore> {
  const { url, ownerUrl, ...database } = await createTestDatabase();
  const lines: string[] = [];
  const write = (_: object, line: string) => void lines.push(line);
  const log = { info: write, warn: write, error: write };
  const opened: OpenStorage<Pool & EventStore>[] = [];
  const open = (of: Definitions) => {
    const one = withEventStore(tables, of).open(url, log);
    opened.push(one);
    return one;
  };
  const storage = withEventStore(tables, kept);
  const prepare = () => storage.prepare({ ownerUrl, appUrl: url, log: () => undefined });
  await Promise.all([prepare(), prepare()]);
  const { store, gauges } = open(kept);
  return {
    url,
    store,
    gauges,
    lines,
    open: (of) => open(of).store,
    async asOwner(sql) {
      const owner = createPool({ url: ownerUrl, max: 1, onError: () => undefined });
      await owner.query(sql).finally(() => owner.close());
    },
    async close() {
      await Promise.all(opened.map((one) => one.close()));
      await database.close();
    },
  };
}

/** An id that nothing else has. */
export const newId = (): string => randomUUID();

/** Whether somebody waits for a lock that another transaction has. */
export async function someoneWaits(pool: Pool): Promise<boolean> {
  const sql = `SELECT FROM pg_locks WHERE NOT granted AND (
    database IS NULL OR database = (SELECT oid FROM pg_database WHERE datname = current_database())
  )`;
  return (await pool.query(sql)).length > 0;
}

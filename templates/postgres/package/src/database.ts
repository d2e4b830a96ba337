import type { QueryResultRow } from 'pg';

export type Row = QueryResultRow;

/** Runs SQL: the pool itself, or a transaction. */
export interface Database {
  /**
   * Runs one statement with `$1`-style values and gives its rows.
   * bigint comes as number, timestamptz as Date, jsonb parsed.
   */
  query<Result extends Row = Row>(sql: string, values?: readonly unknown[]): Promise<Result[]>;
}

export interface PoolUsage {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface Pool extends Database {
  /**
   * Runs work in one transaction on one connection: commits when it resolves, rolls back when it
   * rejects. Nothing is retried.
   */
  transaction<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result>;
  /** Rejects when the server does not answer. */
  ping(): Promise<void>;
  /** How many connections are open and idle now, and how many callers wait for one. */
  usage(): PoolUsage;
  /** Waits for running queries, then closes all connections. */
  close(): Promise<void>;
}

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

export interface Pool extends Database {
  /**
   * Runs work in one transaction on one connection: commits when it resolves, rolls back when it
   * rejects. Nothing is retried.
   */
  transaction<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result>;
  /** Rejects when the server does not answer. */
  ping(): Promise<void>;
  /** Waits for running queries, then closes all connections. */
  close(): Promise<void>;
}

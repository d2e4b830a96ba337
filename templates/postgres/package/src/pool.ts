import pg from 'pg';
import type { Database, Pool, Row } from './database.ts';
import { DatabaseUnavailable, isUnavailable } from './errors.ts';

export interface PoolOptions {
  readonly url: string;
  /** Most connections at a time; 10 by default. Times the instances, keep below the server's. */
  readonly max?: number;
  /** Longest wait for the answer to a statement, in milliseconds; 12 s by default. */
  readonly answerTimeoutMs?: number;
  /** Told about connections that break while idle; the pool replaces them. */
  readonly onError: (error: Error) => void;
}

/** How long a request waits for a free connection, in milliseconds. */
const connectionTimeoutMs = 10_000;

/** Longest run of one statement, lock waits included, in milliseconds. */
const statementTimeoutMs = 10_000;

/** Time for a statement and its answer: when the server is gone, nothing else ends the wait. */
const answerTimeoutMs = statementTimeoutMs + 2_000;

/** Opens connections as they are needed. Nothing is connected until the first query. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: options.answerTimeoutMs ?? answerTimeoutMs,
    idle_in_transaction_session_timeout: 2 * statementTimeoutMs,
    keepAlive: true,
    types: { getTypeParser: typeParser },
  });
  pool.on('error', (error) => options.onError(withoutClient(error)));
  // One that breaks while it is handed out, or between two statements, emits: unheard, that would end the
  // process. Its next statement fails, and the pool lets go of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    query: (sql, values) => run(pool, sql, values),
    transaction: (work) => inTransaction(pool, work),
    ping: async () => void (await run(pool, 'SELECT 1')),
    usage: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

/** The pool hangs the whole connection on its errors: a log would hold it, with its secret key. */
function withoutClient(error: Error & { client?: unknown }): Error {
  delete error.client;
  return error;
}

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Names of statements by their text, so that a connection parses each once; texts are those of the code. */
const names = new Map<string, string>();

/** Statements without values need no parsing apart, and may be several in one text. */
function nameOf(sql: string, values: readonly unknown[]): { name?: string } {
  if (values.length === 0) return {};
  const name = names.get(sql) ?? `statement_${names.size + 1}`;
  names.set(sql, name);
  return { name };
}

async function run<Result extends Row>(
  client: Queryable,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Result[]> {
  try {
    const statement = { ...nameOf(sql, values), text: sql, values: [...values] };
    const { rows } = await client.query<Result>(statement);
    return rows;
  } catch (error) {
    throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
  }
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  const client = await connect(pool);
  let broken: Error | undefined;
  try {
    await run(client, 'BEGIN');
    const result = await work({ query: (sql, values) => run(client, sql, values) });
    await run(client, 'COMMIT');
    return result;
  } catch (error) {
    // After a lost answer or a failed ROLLBACK its state is unknown: the connection is destroyed.
    if (error instanceof DatabaseUnavailable) broken = error;
    else {
      await run(client, 'ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
  }
}

/** Reads bigint as a number: exact up to 2^53, beyond which an amount or a count is a fault. */
const typeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format) =>
  oid === pg.types.builtins.INT8 ? readInteger : pg.types.getTypeParser(oid, format);

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`);
  return value;
}

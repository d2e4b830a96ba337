/** The database cannot be used now; answered as 503, since the same request may work later. */
export class DatabaseUnavailable extends Error {
  readonly statusCode = 503;

  constructor(cause: unknown) {
    super('the database is not available', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/** Tells errors of the connection, or of too much load, from errors of the statement. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  if (unavailable.test(code)) return true;
  return error instanceof Error && lostConnection.test(error.message);
}

/** Sockets, connection exceptions, too many connections, shutdown or start-up, statement timeout. */
const unavailable = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST|08|53|57P0|57014)/;

/**
 * What pg says without a code when a connection breaks, none is free, or no answer comes in time; and
 * what Postgres says on a connection that knows a statement from before its table was changed.
 */
const lostConnection =
  /^(Connection terminated|timeout exceeded when|Client has encountered|Query read timeout|cached plan must not)/;

function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

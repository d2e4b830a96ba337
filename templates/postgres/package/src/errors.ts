/**
 * Says whether an error is Postgres refusing a duplicate.
 *
 * @param constraint name of the constraint or unique index; any when left out
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== '23505') return false;
  return constraint === undefined || (error as { constraint?: string }).constraint === constraint;
}

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

/** What pg says without a code when a connection breaks, or when none is free in time. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

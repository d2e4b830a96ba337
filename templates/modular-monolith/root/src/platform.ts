import type { Authentication, TokenIssuer } from '@app/auth';
import type { Database, Pool } from '@app/database';

/** What every module is given. */
export interface Platform {
  readonly pool: Pool;
  /** For lists only: the primary, unless replicas are configured, which lag behind it. */
  readonly replica: Database;
  readonly authentication: Authentication;
  readonly tokens: TokenIssuer;
  /** How long the payment provider may take, in milliseconds. */
  readonly paymentTimeoutMs: number;
  readonly log: Log;
}

/** The part of pino that modules use: fields first, then the message. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

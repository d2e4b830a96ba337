import { DatabaseUnavailable } from '@app/database';
import {
  type MongoClient,
  MongoDriverError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';

/** Runs commands of one client. */
export type Run = <Answer>(command: () => Promise<Answer>) => Promise<Answer>;

/**
 * Connects a client when it is first used. Commands reject with `DatabaseUnavailable` when there is no
 * answer because of the connection, or of too much load.
 */
export function runOn(client: MongoClient): Run {
  return async (command) => {
    try {
      // A client that could not connect at first never tries again unless it is told to.
      await client.connect();
      return await command();
    } catch (error) {
      throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
    }
  };
}

/** Says whether a write was refused because a unique value is taken. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 11_000;
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (error instanceof MongoServerError) return unavailable.has(Number(error.code));
  if (error instanceof MongoDriverError) return error.name === 'MongoWaitQueueTimeoutError';
  return brokenSocket.test(String((error as NodeJS.ErrnoException).code));
}

/** What the driver passes on as it is when the server hangs up while a command is written. */
const brokenSocket = /^(ECONNRESET|EPIPE)$/;

/**
 * Out of time (50, 262, 64), shutting down (91, 11600), no primary (189, 10107, 11602, 13435, 13436).
 * https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml
 */
const unavailable = new Set([50, 64, 91, 189, 262, 10_107, 11_600, 11_602, 13_435, 13_436]);

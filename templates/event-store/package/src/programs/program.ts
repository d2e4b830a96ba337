import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPool, type Pool } from '@app/database';
import type { Definitions } from '../storage.ts';

/** What a program is given. */
export interface Program {
  /** Of the service whose event store it looks into. */
  readonly definitions: Definitions;
  readonly pool: Pool;
  readonly args: readonly string[];
}

/**
 * Runs a program over the event store of a service: the first argument is the file that exports its
 * `definitions`, DATABASE_URL says where it is. A failure ends it with 1 and a message.
 */
export async function runProgram(run: (program: Program) => Promise<void>): Promise<void> {
  const [file = '', ...args] = process.argv.slice(2);
  const url = process.env.DATABASE_URL;
  if (!url) return fail('DATABASE_URL is not set: where is the database?');
  const pool = createPool({ url, onError: () => undefined });
  try {
    const { definitions } = await import(pathToFileURL(resolve(file)).href);
    await run({ definitions, pool, args });
  } catch (error) {
    fail((error as Error).message);
  } finally {
    await pool.close();
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

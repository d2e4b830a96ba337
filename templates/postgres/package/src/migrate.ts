import pg from 'pg';

export interface MigrateOptions {
  /** Connection string of the owner of the database. */
  readonly url: string;
  /** Schemas, each with its folder of `NNNN_name.sql` files; created when missing. */
  readonly schemas: readonly { readonly name: string; readonly folder: string }[];
  readonly log: (message: string) => void;
}

/**
 * Brings every schema up to date; each keeps its own record, in its table `migrations`. Any number
 * of instances may call it at once: one works, the others wait and then find nothing to do. All
 * pending files of a schema take effect together or not at all.
 */
export async function migrate({ url, schemas, log }: MigrateOptions): Promise<void> {
  // Here: what serves loads this module too, and does without.
  const { runner } = await import('node-pg-migrate');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    for (const { name, folder } of schemas) {
      const applied = await runner({
        dbClient: client,
        dir: folder,
        direction: 'up',
        schema: name,
        createSchema: true,
        singleTransaction: true,
        migrationsTable: 'migrations',
        noLock: true,
        logger: silent,
      });
      for (const migration of applied) log(`${name}: applied ${migration.name}`);
    }
  } finally {
    // Closing the session also gives the lock back.
    await client.end();
  }
}

/** Key of the advisory lock; any number that nothing else in the database uses. */
const migrationLock = 20_240_501;

const silent = { debug() {}, info() {}, warn() {}, error() {} };

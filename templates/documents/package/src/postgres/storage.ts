import { type PrepareOptions, type Storage, sqlStorage } from '@app/chassis';
import { createPool } from '@app/database';
import { type Collections, type ContentsOf, type Declaration, openEach } from '../collections.ts';
import { postgresCollection } from './collection.ts';

/** Postgres, in the table `documents` of a schema of the service's own. */
export function postgresStorage<Contents extends ContentsOf<Contents>>(
  declaration: Declaration<Contents>,
): Storage<Collections<Contents>> {
  const { schema, collections } = declaration;
  const table = `${schema}.documents`;
  const sql = sqlStorage({ schema, migrations: `${import.meta.dirname}/migrations` });
  return {
    open(url, log) {
      const { store: pool, ...open } = sql.open(url, log);
      const store = openEach(declaration, (name) => postgresCollection(pool, table, name));
      return { ...open, store };
    },
    async prepare(options) {
      await sql.prepare(options);
      await indexUniqueMembers(options, table, collections);
    },
  };
}

async function indexUniqueMembers(
  { ownerUrl }: PrepareOptions,
  table: string,
  collections: Readonly<Record<string, { readonly unique: readonly string[] }>>,
): Promise<void> {
  const pool = createPool({ url: ownerUrl, max: 1, onError: () => undefined });
  try {
    await pool.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [indexLock]);
      for (const [name, { unique }] of Object.entries(collections)) {
        for (const member of unique) {
          await transaction.query(
            `CREATE UNIQUE INDEX IF NOT EXISTS "${name}_${member}" ON ${table}
             ((content ->> '${member}')) WHERE collection = '${name}'`,
          );
        }
      }
    });
  } finally {
    await pool.close();
  }
}

/** Key of the advisory lock: two instances that create the same index at once would fail. */
const indexLock = 20_240_503;

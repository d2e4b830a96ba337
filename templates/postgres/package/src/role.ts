import pg from 'pg';

export interface AppRoleOptions {
  /** Connection string of the owner of the schemas. */
  readonly ownerUrl: string;
  /** Connection string the application will use: its user and password make the role. */
  readonly appUrl: string;
  readonly schemas: readonly string[];
}

/**
 * Creates or updates the login role of the application. It reads and writes the rows of all tables
 * there are now, and can neither change tables nor touch the record of migrations.
 */
export async function grantAppRole({ ownerUrl, appUrl, schemas }: AppRoleOptions): Promise<void> {
  const { username, password } = new URL(appUrl);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [roleLock]);
    const name = decodeURIComponent(username);
    await ensureRole(client, name, decodeURIComponent(password));
    const role = pg.escapeIdentifier(name);
    for (const schema of schemas.map(pg.escapeIdentifier)) {
      await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
      await client.query(`GRANT ${rights} ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
      await client.query(`REVOKE ALL ON ${schema}.migrations FROM ${role}`);
      await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

const rights = 'SELECT, INSERT, UPDATE, DELETE';

/** Key of the advisory lock: two instances that create the same role at once would fail. */
const roleLock = 20_240_502;

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  const login = `LOGIN PASSWORD ${pg.escapeLiteral(password)}`;
  await client.query(`${verb} ROLE ${pg.escapeIdentifier(name)} WITH ${login}`);
}

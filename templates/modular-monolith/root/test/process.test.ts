import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newPrivateKey } from './application.ts';
import { freePort, occupyPort, runNode } from './child-process.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;

before(async () => {
  database = await createTestDatabase();
});

after(() => database.close());

const settings = (port: number) => ({
  DATABASE_URL: database.url,
  JWT_PRIVATE_KEY: newPrivateKey(),
  PORT: String(port),
});

test('it serves until it is told to stop, and then ends with 0', async () => {
  const application = runNode(['src/main.ts'], settings(await freePort()));
  const [, url] = await application.until(/Server listening at ([^"]+)/);
  const response = await fetch(`${url}/health/ready`);
  assert.deepEqual(await response.json(), { status: 'ok', checks: { database: 'ok' } });
  application.stop();
  assert.equal(await application.ended, 0);
});

test('a port that is taken ends it with the number of the port', async (t) => {
  const { port, close } = await occupyPort();
  t.after(close);
  const application = runNode(['src/main.ts'], settings(port));
  assert.equal(await application.ended, 1);
  assert.match(application.output, new RegExp(`port ${port} on 127.0.0.1 is taken`));
});

test('settings that are missing or wrong end it with a message, and nothing else', async () => {
  const application = runNode(['src/main.ts'], { JWT_PRIVATE_KEY: 'no key' });
  assert.equal(await application.ended, 1);
  assert.equal(
    application.output,
    `Settings are missing or wrong; see .env.example.
  DATABASE_URL is not set
  JWT_PRIVATE_KEY must be a P-256 key, PKCS#8 DER in base64
`,
  );
});

test('migrating what is up to date does nothing, and the starting data is added once', async () => {
  const variables = {
    DATABASE_URL: database.url,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    ADMIN_PASSWORD: 'a-password-for-tests',
  };
  for (let times = 0; times < 2; times += 1) {
    const migration = runNode(['src/migrate.ts', '--seed'], variables);
    assert.equal(await migration.ended, 0, migration.output);
    assert.equal(migration.output, 'the database is up to date\n');
  }
});

test('a database that cannot be reached ends the migration with the reason', async () => {
  const migration = runNode(['src/migrate.ts'], { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' });
  assert.equal(await migration.ended, 1);
  assert.match(migration.output, /cannot migrate: .*ECONNREFUSED/);
});

test('a migration without a database is refused by the names of the settings', async () => {
  const migration = runNode(['src/migrate.ts'], { MIGRATION_DATABASE_URL: 'mysql://x' });
  assert.equal(await migration.ended, 1);
  assert.match(migration.output, /^ {2}DATABASE_URL is not set$/m);
  assert.match(migration.output, /^ {2}MIGRATION_DATABASE_URL must be a URL such as postgres:/m);
});

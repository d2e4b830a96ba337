import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { newPrivateKey } from './application.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;

before(async () => {
  database = await createTestDatabase();
});

after(() => database.close());

test('it serves until it is told to stop, and then ends with 0', async () => {
  const probe = await listenAnywhere();
  await new Promise((resolve) => probe.server.close(resolve));
  const application = run(['src/main.ts'], settings(probe.port));
  while (!application.output.includes('Server listening')) {
    await Promise.race([once(application.child.stdout, 'data'), application.ended]);
  }
  const response = await fetch(`http://127.0.0.1:${probe.port}/health/ready`);
  assert.deepEqual(await response.json(), { status: 'ok', checks: { database: 'ok' } });
  application.child.kill('SIGTERM');
  assert.equal(await application.ended, 0);
});

test('a port that is taken ends it with the name of the port', async (t) => {
  const { server, port } = await listenAnywhere();
  t.after(() => server.close());
  const application = run(['src/main.ts'], settings(port));
  assert.equal(await application.ended, 1);
  assert.match(application.output, new RegExp(`port ${port} on 127.0.0.1 is taken`));
});

test('an environment that is not complete ends it with what is missing', async () => {
  const application = run(['src/main.ts'], { JWT_PRIVATE_KEY: 'key' });
  assert.equal(await application.ended, 1);
  assert.match(application.output, /DATABASE_URL is not set/);
  assert.doesNotMatch(application.output, /at .*\.ts/);
});

test('migrating a database that is up to date does nothing, and seeding twice adds nothing', async () => {
  const variables = { DATABASE_URL: database.url, ADMIN_PASSWORD: 'a-password-for-tests' };
  for (let times = 0; times < 2; times += 1) {
    const migration = run(['src/migrate.ts', '--seed'], {
      ...variables,
      MIGRATION_DATABASE_URL: database.ownerUrl,
    });
    assert.equal(await migration.ended, 0, migration.output);
    assert.equal(migration.output, 'the database is up to date\n');
  }
});

test('a database that cannot be reached ends the migration with the reason', async () => {
  const migration = run(['src/migrate.ts'], { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' });
  assert.equal(await migration.ended, 1);
  assert.match(migration.output, /cannot migrate: .*ECONNREFUSED/);
});

function settings(port: number): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: database.url,
    JWT_PRIVATE_KEY: newPrivateKey(),
    PORT: String(port),
  };
}

/** A program of the application as a process, with nothing in its environment but what is given. */
function run(args: readonly string[], variables: NodeJS.ProcessEnv) {
  const env = {
    PATH: process.env.PATH,
    NODE_V8_COVERAGE: process.env.NODE_V8_COVERAGE,
    ...variables,
  };
  const child = spawn(process.execPath, args, { cwd: `${import.meta.dirname}/..`, env });
  const started = {
    child,
    output: '',
    ended: once(child, 'close').then(([code]) => code as number),
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      started.output += chunk;
    });
  }
  return started;
}

async function listenAnywhere() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { createTestDatabase, newKeyPair, type TestDatabase } from '../src/testing/index.ts';
import { runNotes } from './notes/process.ts';

let database: TestDatabase;
let settings: NodeJS.ProcessEnv;

before(async () => {
  database = await createTestDatabase();
  settings = {
    DATABASE_URL: database.url,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    JWT_PUBLIC_KEY: newKeyPair().publicKey,
    CALLEE_TOKENS: 'translator=the-token-of-notes',
  };
});

after(() => database.close());

/** A port that is taken until `free`. */
async function takePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, free: () => new Promise((resolve) => server.close(resolve)) };
}

test('everything that is wrong with the settings is one message, and the end', async () => {
  const run = runNotes('main.ts', {
    JWT_PUBLIC_KEY: 'no key',
    DISCOVERY_URL: 'gopher://x',
    CALLER_TOKENS: 'reader=short',
    CACHE_URL: 'http://cache',
    // More than a timer can take.
    SHUTDOWN_DRAIN_MS: '99999999999',
  });
  assert.equal(await run.ended, 1);
  const lines = run.output().trim().split('\n');
  assert.equal(lines[0], 'Settings are missing or wrong; see .env.example.');
  assert.deepEqual(
    lines
      .slice(1)
      .map((line) => line.trim().split(' ')[0])
      .sort(),
    [
      'CACHE_URL',
      'CALLEE_TOKENS',
      'CALLER_TOKENS',
      'DATABASE_URL',
      'DISCOVERY_URL',
      'JWT_PUBLIC_KEY',
      'SHUTDOWN_DRAIN_MS',
    ],
  );
});

test('a port that is taken is one message, and the end', async (t) => {
  const { port, free } = await takePort();
  t.after(free);
  const run = runNotes('main.ts', { ...settings, PORT: String(port) });
  assert.equal(await run.ended, 1);
  assert.equal(run.output(), `port ${port} on 127.0.0.1 is taken: set PORT to another\n`);
});

test('a database is brought up to date once, and its starting data added once', async () => {
  for (const _ of ['first', 'again']) {
    const run = runNotes('migrate.ts', settings, ['--seed']);
    assert.equal(await run.ended, 0, run.output());
    assert.match(run.output(), /the database of notes is up to date\n$/);
  }
});

test('a migration that cannot be is one message, and the end', async () => {
  const nowhere = runNotes('migrate.ts', {});
  assert.equal(await nowhere.ended, 1);
  assert.equal(nowhere.output(), 'DATABASE_URL is not set: where is the database?\n');
  const away = runNotes('migrate.ts', { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' });
  assert.equal(await away.ended, 1);
  assert.match(away.output(), /^cannot migrate: .*ECONNREFUSED/);
});

test('a stop finishes what is in flight before it closes the database', async () => {
  assert.equal(await runNotes('migrate.ts', settings).ended, 0);
  const { port, free } = await takePort();
  await free();
  const run = runNotes('main.ts', { ...settings, PORT: String(port) });
  const [, url] = await run.until(/Server listening at ([^"]+)/);
  const answer = fetch(`${url}/api/notes/slow`);
  const tooEarly = answer.then(({ status }) => assert.fail(`${status} before it was in flight`));
  await Promise.race([once(run.child, 'message'), tooEarly]);
  tooEarly.catch(() => undefined);
  run.child.kill('SIGTERM');
  const response = await answer;
  assert.deepEqual(await response.json(), [{ one: 1 }]);
  assert.equal(await run.ended, 0);
  assert.match(run.output(), /shutting down.*shut down/s);
});

test('it is registered once it listens, and no longer before anything else stops', async () => {
  const { port, free } = await takePort();
  await free();
  const run = runNotes('recorded.ts', { ...settings, PORT: String(port) });
  const told: unknown[] = [];
  run.child.on('message', (message) => told.push(message));
  await once(run.child, 'message');
  run.child.kill('SIGTERM');
  assert.equal(await run.ended, 0);
  assert.deepEqual(told, [
    { registered: { service: 'notes', port }, ready: 'ok' },
    { deregistered: true, ready: 'draining' },
    { closed: true },
  ]);
});

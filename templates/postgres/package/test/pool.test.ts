import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { createPool, DatabaseUnavailable, type Pool } from '../src/index.ts';
import { testServer, uniqueName } from './test-server.ts';

const table = uniqueName('pool');
let server: Awaited<ReturnType<typeof testServer>>;
let pool: Pool;
let idleErrors: Error[] = [];

before(async () => {
  server = await testServer();
  pool = createPool({ url: server.url, max: 3, onError: (error) => idleErrors.push(error) });
  await pool.query(`CREATE TABLE ${table} (id bigint CONSTRAINT ${table}_id PRIMARY KEY)`);
});

after(async () => {
  await pool.query(`DROP TABLE ${table}`);
  await pool.close();
  await server.stop();
});

beforeEach(async () => {
  idleErrors = [];
  await pool.query(`DELETE FROM ${table}`);
});

const insert = `INSERT INTO ${table} (id) VALUES ($1)`;
const count = async () =>
  (await pool.query<{ n: number }>(`SELECT count(*) n FROM ${table}`))[0]?.n;

test('bigint is read as a number, and refused where it would lose digits', async () => {
  assert.deepEqual(await pool.query('SELECT 9007199254740991::bigint AS n'), [
    { n: Number.MAX_SAFE_INTEGER },
  ]);
  await assert.rejects(pool.query('SELECT 9007199254740993::bigint AS n'), RangeError);
});

test('usage tells open and idle connections, and who waits for one', async () => {
  const query = () => pool.query('SELECT 1');
  const queries = [query(), query(), query(), query(), query()];
  assert.equal(pool.usage().waiting, 5);
  await Promise.all(queries);
  const { open, idle, waiting } = pool.usage();
  assert.ok(open >= 1 && open <= 3, `${open} connections are open`);
  assert.deepEqual({ idle, waiting }, { idle: open, waiting: 0 });
});

test('a connection parses a statement once, and one without values each time', async () => {
  await pool.transaction(async (transaction) => {
    const own = `SELECT $1::integer AS ${table}`;
    for (const value of [1, 2]) await transaction.query(own, [value]);
    await transaction.query('SELECT 1');
    const prepared = await transaction.query(
      'SELECT (generic_plans + custom_plans)::integer AS runs FROM pg_prepared_statements WHERE statement = $1',
      [own],
    );
    assert.deepEqual(prepared, [{ runs: 2 }]);
  });
});

test('a statement whose table was changed meanwhile is refused once, and works again', async () => {
  const changing = uniqueName('changing');
  const single = createPool({ url: server.url, max: 1, onError: () => undefined });
  await single.query(`CREATE TABLE ${changing} (n integer)`);
  const read = () => single.query(`SELECT n FROM ${changing} WHERE $1`, [true]);
  assert.deepEqual(await read(), []);
  await pool.query(`ALTER TABLE ${changing} ALTER n TYPE text`);
  await assert.rejects(read(), DatabaseUnavailable);
  assert.deepEqual(await read(), []);
  await single.query(`DROP TABLE ${changing}`);
  await single.close();
});

test('a transaction is committed when its work resolves', async () => {
  const result = await pool.transaction(async (transaction) => {
    await transaction.query(insert, [1]);
    return 'done';
  });
  assert.equal(result, 'done');
  assert.equal(await count(), 1);
});

test('a transaction leaves nothing when its work rejects, and passes the error on', async () => {
  const work = pool.transaction(async (transaction) => {
    await transaction.query(insert, [1]);
    throw new Error('changed my mind');
  });
  await assert.rejects(work, /changed my mind/);
  assert.equal(await count(), 0);
});

test('a commit that fails is an error, and the pool works on', async () => {
  await pool.query(`CREATE TABLE IF NOT EXISTS ${table}_late
    (id bigint REFERENCES ${table} DEFERRABLE INITIALLY DEFERRED)`);
  const work = pool.transaction((transaction) =>
    transaction.query(`INSERT INTO ${table}_late VALUES (404)`),
  );
  await assert.rejects(work, { code: '23503' });
  await pool.query(`DROP TABLE ${table}_late`);
  assert.equal(await count(), 0);
});

test('failed transactions give their connections back', async () => {
  const failing = () => pool.transaction((transaction) => transaction.query('SELECT nonsense'));
  await Promise.all(Array.from({ length: 20 }, () => assert.rejects(failing)));
  assert.equal(await count(), 0);
});

test('a connection that breaks within a transaction fails only that, as unavailable', async () => {
  const work = pool.transaction(async (transaction) => {
    await transaction.query(insert, [1]);
    await transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await assert.rejects(work, DatabaseUnavailable);
  assert.equal(await count(), 0);
});

test('a connection that breaks while idle is reported and replaced', async () => {
  const [idle] = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const other = createPool({ url: server.url, onError: () => undefined });
  await other.query('SELECT pg_terminate_backend($1, 5000)', [idle?.pid]);
  await other.close();
  while (idleErrors.length === 0) await new Promise(setImmediate);
  assert.equal(Object.hasOwn(idleErrors[0] ?? {}, 'client'), false, 'what is logged holds no key');
  await pool.ping();
});

test('a server that stops to answer is unavailable, and costs the pool no connection', async () => {
  const options = { url: server.url, max: 1, answerTimeoutMs: 100, onError: () => undefined };
  const impatient = createPool(options);
  const silence = 'SELECT pg_sleep(60)';
  await assert.rejects(impatient.query(silence), DatabaseUnavailable);
  const work = impatient.transaction((transaction) => transaction.query(silence));
  await assert.rejects(work, DatabaseUnavailable);
  await impatient.ping();
  await impatient.close();
});

test('a server that is not there is unavailable', async () => {
  const nowhere = createPool({ url: 'postgres://x:x@127.0.0.1:1/x', onError: () => undefined });
  await assert.rejects(nowhere.ping(), { name: 'DatabaseUnavailable', statusCode: 503 });
  await assert.rejects(
    nowhere.transaction(async () => 1),
    DatabaseUnavailable,
  );
  await nowhere.close();
});

test('a connection that breaks as it is handed out fails only what it was for', async () => {
  // In one piece: the client is let in, may ask, and the server shuts down.
  const field = (text: string) => Buffer.from(`${text}\0`);
  const piece = Buffer.concat([
    frame('R', Buffer.alloc(4)),
    frame('Z', Buffer.from('I')),
    frame('E', Buffer.concat([...['SFATAL', 'C57P01', 'Mshutdown'].map(field), Buffer.alloc(1)])),
  ]);
  const server = createServer((socket) => socket.once('data', () => socket.end(piece)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `postgres://x:x@127.0.0.1:${port}/x`;
  const doomed = createPool({ url, onError: () => undefined });
  const work = doomed.transaction((transaction) => transaction.query('SELECT 1'));
  await assert.rejects(work, DatabaseUnavailable);
  await doomed.close();
  server.close();
});

/** A message of the server: https://www.postgresql.org/docs/18/protocol-message-formats.html */
function frame(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

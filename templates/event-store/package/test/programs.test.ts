import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { buildsOf } from '../src/builds.ts';
import { change } from '../src/index.ts';
import { bringUpToDate } from '../src/testing/index.ts';
import { account, balanceOf, balances, bookings, opened, paidIn } from './accounts.ts';
import { newId, openTestStore, type TestStore } from './test-store.ts';

let bank: TestStore;
const id = newId();

before(async () => {
  bank = await openTestStore();
  await change(bank.store, account, id, () => [opened('Ada'), paidIn(5)], {
    causation: 'a message',
  });
});

after(() => bank.close());

/** Runs a program as the scripts of a service do; what it prints. */
async function run(program: string, args: readonly string[], DATABASE_URL = bank.url) {
  const file = `${import.meta.dirname}/../src/programs/${program}.ts`;
  const definitions = `${import.meta.dirname}/accounts.ts`;
  const { stdout } = await promisify(execFile)(process.execPath, [file, definitions, ...args], {
    env: { ...process.env, DATABASE_URL, NO_COLOR: '1' },
  });
  return stdout;
}

function fails(running: Promise<string>, stderr: string): Promise<void> {
  return assert.rejects(running, { code: 1, stderr: `${stderr}\n` });
}

test('replay prints what happened in a stream, and the state after each event', async () => {
  const lines = (await run('replay', [`account-${id}`])).split('\n');
  assert.match(lines[0] ?? '', /^1 {2}\d{4}-.*Z {2}bank\.opened because of a message$/);
  assert.equal(lines[1], "   data  { owner: 'Ada' }");
  assert.equal(lines[2], "   state { balance: 0, owner: 'Ada', versions: [ 1 ] }");
  assert.match(lines[3] ?? '', /^2 {2}\d{4}-.*Z {2}bank\.paid-in because of a message$/);
  assert.equal(lines[5], "   state { balance: 5, owner: 'Ada', versions: [ 1, 2 ] }");
});

test('replay says which streams there are', async () => {
  const usage = 'usage: replay <stream>, where a stream is one of: account-<id>';
  await fails(run('replay', []), usage);
  await fails(run('replay', ['order-1']), usage);
  await fails(run('replay', ['account-1']), 'there is no stream account-1');
});

test('projections are listed with how far they are, and why one stands still', async () => {
  await bringUpToDate(bank.store, [balances]);
  await bringUpToDate(bank.store, [{ ...bookings, handlers: {} }]);
  await bank.store.query(
    `UPDATE event_store.builds SET position = 0, failure = 'no room' WHERE projection = 'bookings'`,
  );
  const rows = (await run('projections', [])).split('\n').filter((line) => line.includes("'live'"));
  const cells = rows.map((row) => row.split('│').map((cell) => cell.trim()));
  assert.deepEqual(
    cells.map(([, , projection, , version, , , behind, failure]) => [
      projection,
      version,
      behind,
      failure,
    ]),
    [
      ["'balances'", '1', '0', 'null'],
      ["'bookings'", '1', '2', "'no room'"],
    ],
  );
});

test('a projection is rebuilt from outside, and the program ends once the new view is live', async () => {
  await bringUpToDate(bank.store, [balances]);
  await bank.store.query('UPDATE bank.balances SET balance = 1000');
  const [before] = await buildsOf(bank.store, ['balances']);
  const printed = await run('projections', ['rebuild', 'balances']);
  assert.match(printed, /balances: the new view is live\n$/);
  const [live] = await buildsOf(bank.store, ['balances']);
  assert.notEqual(live?.build, before?.build);
  assert.equal(await balanceOf(bank.store, id), 5);
});

test('projections says what it can do, and which projections there are', async () => {
  const usage = 'usage: projections list | projections rebuild <name>';
  await fails(run('projections', ['rebuild']), usage);
  await fails(run('projections', ['drop', 'balances']), usage);
  const none = 'there is no projection balance; there are: balances, bookings';
  await fails(run('projections', ['rebuild', 'balance']), none);
});

test('a program says that it does not know where the database is, or that it is away', async () => {
  await fails(run('projections', [], ''), 'DATABASE_URL is not set: where is the database?');
  await fails(
    run('projections', [], 'postgres://x@127.0.0.1:1/x'),
    'the database is not available',
  );
});

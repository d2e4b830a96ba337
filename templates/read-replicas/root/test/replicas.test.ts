import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, type Database, DatabaseUnavailable, type Row } from '@app/database';
import { spreadReads } from '../src/replicas.ts';

const log = { warn: () => undefined };

/** A database that answers with its name, after `before`, or fails while `failure` is set. */
function named(name: string) {
  const state: { before?: Promise<void>; failure?: Error } = {};
  const database: Database = {
    query: async <Result extends Row>() => {
      await state.before;
      if (state.failure) throw state.failure;
      return [{ name }] as unknown as Result[];
    },
  };
  return Object.assign(state, database);
}

async function readers(database: Database, times: number): Promise<string[]> {
  const names: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const [row] = await database.query<{ name: string }>('SELECT name');
    names.push(String(row?.name));
  }
  return names;
}

test('replicas are read in turn', async () => {
  const reads = spreadReads([named('one'), named('two')], named('primary'), log);
  assert.deepEqual((await readers(reads, 4)).sort(), ['one', 'one', 'two', 'two']);
});

test('without replicas the primary is read', async () => {
  assert.deepEqual(await readers(spreadReads([], named('primary'), log), 1), ['primary']);
});

test('a replica that does not answer is left alone, then asked again', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const one = named('one');
  const reads = spreadReads([one, named('two')], named('primary'), log);
  one.failure = new DatabaseUnavailable('gone');
  assert.deepEqual(await readers(reads, 4), ['two', 'two', 'two', 'two']);
  delete one.failure;
  assert.deepEqual(await readers(reads, 2), ['two', 'two']);
  t.mock.timers.tick(5_000);
  assert.deepEqual((await readers(reads, 2)).sort(), ['one', 'two']);
});

test('a single query tries a replica that hung, while others go on without it', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const one = named('one');
  const reads = spreadReads([one], named('primary'), log);
  one.failure = new DatabaseUnavailable('hangs');
  assert.deepEqual(await readers(reads, 1), ['primary']);
  t.mock.timers.tick(5_000);
  const { promise: hung, resolve: recover } = Promise.withResolvers<void>();
  one.before = hung;
  delete one.failure;
  const meanwhile = Array.from({ length: 3 }, () => readers(reads, 1));
  recover();
  assert.deepEqual((await Promise.all(meanwhile)).flat(), ['one', 'primary', 'primary']);
  assert.deepEqual(await readers(reads, 2), ['one', 'one']);
});

test('the log says which replica does not answer', async () => {
  const logged: object[] = [];
  const two = named('two');
  two.failure = new DatabaseUnavailable('gone');
  const reads = spreadReads([named('one'), two], named('primary'), {
    warn: (fields) => void logged.push(fields),
  });
  await readers(reads, 2);
  assert.deepEqual(logged, [{ err: two.failure, replica: 2 }]);
});

test('the primary is read when no replica answers', async () => {
  const gone = createPool({ url: 'postgres://app@127.0.0.1:1/app', onError: () => undefined });
  assert.deepEqual(await readers(spreadReads([gone], named('primary'), log), 1), ['primary']);
  await gone.close();
});

test('an error of the statement is not tried elsewhere', async () => {
  const one = named('one');
  one.failure = new Error('syntax error');
  await assert.rejects(readers(spreadReads([one], named('primary'), log), 1), /syntax error/);
});

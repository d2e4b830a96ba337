import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, type Database, DatabaseUnavailable, type Row } from '@app/database';
import { spreadReads } from '../src/replicas.ts';

const log = { warn: () => undefined };

/** A database that answers with its name, or fails while `failure` is set. */
function named(name: string) {
  const state: { failure?: Error } = {};
  const database: Database = {
    query: async <Result extends Row>() => {
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@app/chassis/testing';
import { sqlStorage } from '@app/chassis';
import { withEventStore } from '../src/index.ts';
import { account, balances, book, definitions, paidIn } from './accounts.ts';
import { newId, openTestStore } from './test-store.ts';

test('the gauges say how far the view furthest behind is, and nothing while the database is away', async () => {
  const { store, gauges, close } = await openTestStore();
  const read = async (name: string) => (await gauges[name]?.read()) ?? Number.NaN;
  const projector = store.startProjections();
  const [event] = await book(store, newId(), 0, paidIn(1));
  assert.ok(event && (await store.projected(balances, event.position, 60_000)));
  await until(async () => (await read('projection_events_behind')) === 0);
  await projector.stop();
  await book(store, newId(), 0, paidIn(1), paidIn(2), paidIn(3));
  await until(async () => (await read('projection_events_behind')) === 3);
  assert.equal(await read('projections_failing'), 0);
  await close();
  await until(async () => Number.isNaN(await read('projection_events_behind')));
});

test('a service has one aggregate of a kind of stream, and one projection of a name', () => {
  const tables = sqlStorage({ schema: 'bank', migrations: 'nowhere' });
  const twice = [balances, balances];
  assert.throws(() => withEventStore(tables, { ...definitions, projections: twice }), {
    message: 'balances is defined twice',
  });
  assert.throws(() => withEventStore(tables, { ...definitions, aggregates: [account, account] }), {
    message: 'account is defined twice',
  });
});

test('the service itself cannot change the tables', async () => {
  const { store, close } = await openTestStore();
  const refused = /must be owner/;
  await assert.rejects(store.query('DROP TRIGGER append_only ON event_store.events'), refused);
  await close();
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defineEvent } from '@app/events';
import { Type } from 'typebox';
import { append, defineStream, readStream } from '../src/index.ts';
import { newId, openTestStore, type TestStore } from './test-store.ts';

let bank: TestStore;

before(async () => {
  bank = await openTestStore();
});

after(() => bank.close());

const sold = defineEvent('shop.sold', 'Something was sold', Type.Object({ euros: Type.Number() }));
const soldInCents = sold.evolve(Type.Object({ cents: Type.Integer() }), ({ euros }) => ({
  cents: Math.round(euros * 100),
}));
const older = defineStream({ name: 'sale', events: [sold] });
const newer = defineStream({ name: 'sale', events: [soldInCents] });

test('an event that was recorded in an older version is read in the newest', async () => {
  const id = newId();
  const first = { type: 'shop.sold', data: { euros: 1.5 } } as const;
  await append(bank.store, older, { id, expectedVersion: 0, events: [first] });
  const second = { type: 'shop.sold', data: { cents: 250 } } as const;
  await append(bank.store, newer, { id, expectedVersion: 1, events: [second] });
  const events = await readStream(bank.store, newer, id);
  assert.deepEqual(
    events.map(({ data }) => data),
    [{ cents: 150 }, { cents: 250 }],
  );
});

test('code that is older than an event says that it cannot read it', async () => {
  const id = newId();
  const event = { type: 'shop.sold', data: { cents: 250 } } as const;
  await append(bank.store, newer, { id, expectedVersion: 0, events: [event] });
  const none = defineStream({ name: 'sale', events: [] });
  const cannot = `cannot read event 1 of sale-${id}: `;
  await assert.rejects(readStream(bank.store, older, id), {
    message: `${cannot}shop.sold has no version 2`,
  });
  await assert.rejects(readStream(bank.store, none, id), {
    message: `${cannot}the type shop.sold is unknown`,
  });
});

test('a kind of stream has a plain name, and each type of event once', () => {
  assert.throws(() => defineStream({ name: 'sale-item', events: [] }), /"sale-item" names no kind/);
  assert.throws(() => defineStream({ name: 'sale', events: [sold, sold] }), /the same type/);
});

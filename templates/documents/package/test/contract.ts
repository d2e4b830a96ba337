import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Log, OpenStorage } from '@app/chassis';
import type { TestDatabase } from '@app/chassis/testing';
import { type Collections, documentStorage, newId } from '../src/index.ts';
import { relayTo } from './relay.ts';

export interface Mug {
  sku: string;
  name: string;
  price: { amount: number; currency: string };
  stock: number;
}

interface Contents {
  mugs: Mug;
  notes: { text: string };
}

const silent: Log = { info() {}, warn() {}, error() {} };

export const storage = documentStorage<Contents>({
  schema: 'shelf',
  collections: { mugs: { unique: ['sku'] }, notes: { unique: [] } },
});

/** An open database for the tests of one file, prepared by several instances at once. */
export function openedBefore(create: () => Promise<TestDatabase>): Collections<Contents> {
  let database: TestDatabase;
  let opened: OpenStorage<Collections<Contents>>;
  before(async () => {
    database = await create();
    const { ownerUrl, url: appUrl } = database;
    const prepare = () => storage.prepare({ ownerUrl, appUrl, log: () => undefined });
    await Promise.all([prepare(), prepare(), prepare()]);
    await prepare();
    opened = storage.open(appUrl, silent);
  });
  after(async () => {
    await opened.close();
    await database.close();
  });
  return {
    get mugs() {
      return opened.store.mugs;
    },
    get notes() {
      return opened.store.notes;
    },
  };
}

/** A mug in content, with what matters for a test. */
export function mug(change: Partial<Mug> = {}): Mug {
  const price = { amount: 990, currency: 'EUR' };
  return { sku: newId(), name: 'Mug', price, stock: 10, ...change };
}

/** What every database must do that keeps documents. */
export function storesDocuments(create: () => Promise<TestDatabase>): void {
  const store = openedBefore(create);

  test('a document is read as it was written, in its first state', async () => {
    const id = newId();
    const content = mug();
    const inserted = await store.mugs.insert(id, content);
    assert.deepEqual(inserted, { ...content, id, version: 1 });
    assert.deepEqual(await store.mugs.find(id), inserted);
    assert.deepEqual(await store.mugs.find(id.toUpperCase()), inserted);
    assert.equal(await store.notes.find(id), undefined, 'each collection has documents of its own');
  });

  test('neither an id nor a unique member is taken twice', async () => {
    const [id, content] = [newId(), mug()];
    await store.mugs.insert(id, content);
    assert.equal(await store.mugs.insert(newId(), content), undefined);
    assert.equal(await store.mugs.insert(id, mug()), undefined);
    const inserted = await Promise.all(
      Array.from({ length: 5 }, () => store.mugs.insert(newId(), mug({ sku: `${id}-same` }))),
    );
    assert.equal(inserted.filter(Boolean).length, 1);
    assert.ok(await store.notes.insert(id, { text: content.sku }));
  });

  test('documents are found by their ids, and listed by age', async () => {
    const ids = Array.from({ length: 5 }, newId).sort();
    for (const id of ids.toReversed()) await store.notes.insert(id, { text: id });
    const found = await store.notes.findMany([...ids.slice(0, 2), newId()]);
    assert.deepEqual(found.map(({ id }) => id).sort(), ids.slice(0, 2));
    const after = ids[1];
    const page = await store.notes.list({ after, limit: 2 });
    assert.deepEqual(
      page.map(({ text }) => text),
      ids.slice(2, 4),
    );
    const all = await store.notes.list({ after: undefined, limit: 1_000 });
    assert.deepEqual(
      all.slice(-5).map(({ id }) => id),
      ids,
    );
  });

  test('a change keeps what it does not name', async () => {
    const id = newId();
    const inserted = await store.mugs.insert(id, mug());
    const price = { amount: 1, currency: 'USD' };
    const changed = await store.mugs.update(id, { price }, undefined);
    assert.deepEqual(changed, { ...inserted, price, version: 2 });
    assert.deepEqual(await store.mugs.find(id), changed);
    assert.equal(await store.mugs.update(newId(), { price }, undefined), undefined);
  });

  test('of changes from the same state only one is made', async () => {
    const id = newId();
    await store.mugs.insert(id, mug());
    const change = (stock: number) => store.mugs.update(id, { stock }, [1]);
    const changed = (await Promise.all([1, 2, 3, 4].map(change))).filter(Boolean);
    assert.equal(changed.length, 1);
    assert.deepEqual(await store.mugs.find(id), changed[0]);
    assert.equal(await store.mugs.update(id, { stock: 9 }, []), undefined);
    assert.equal((await store.mugs.update(id, { stock: 9 }, [1, 2]))?.version, 3);
  });

  test('a document is deleted only in a state that is named', async () => {
    const id = newId();
    await store.notes.insert(id, { text: 'kept' });
    assert.equal(await store.notes.delete(id, [2]), false);
    assert.equal(await store.notes.delete(id, [1]), true);
    assert.equal(await store.notes.delete(id, undefined), false);
    assert.equal(await store.notes.find(id), undefined);
  });
}

/** What must hold when the way to the database is broken. */
export function survivesOutages(create: () => Promise<TestDatabase>): void {
  test('a database that is away is unavailable, and used again once it is back', async (t) => {
    const database = await create();
    const { ownerUrl, url: appUrl } = database;
    await storage.prepare({ ownerUrl, appUrl, log: () => undefined });
    const relay = await relayTo(appUrl);
    const { store, ping, close } = storage.open(relay.url, silent);
    t.after(async () => {
      await close();
      await relay.cut();
      await database.close();
    });
    const unavailable = { name: 'DatabaseUnavailable', statusCode: 503 };
    for (const _ of ['at the start', 'later']) {
      await assert.rejects(ping(), unavailable);
      await assert.rejects(store.mugs.find(newId()), unavailable);
      await assert.rejects(store.mugs.insert(newId(), mug()), unavailable);
      await relay.open();
      await ping();
      assert.ok(await store.mugs.insert(newId(), mug()));
      await relay.cut();
    }
    await relay.open();
  });
}

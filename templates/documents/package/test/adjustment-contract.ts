import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestDatabase } from '@app/chassis/testing';
import { type Adjustment, newId } from '../src/index.ts';
import { type Mug, mug, openedBefore } from './contract.ts';

/** What every database must do that keeps numbers which many change at once. */
export function adjustsNumbers(create: () => Promise<TestDatabase>): void {
  const store = openedBefore(create);
  const taking = (operation: string, quantity: number, since = 100): Adjustment<Mug> => ({
    operation,
    field: 'stock',
    by: -quantity,
    since,
  });
  const stockOf = async (id: string) => (await store.mugs.find(id))?.stock;
  const outcome = async (id: string, adjustment: Adjustment<Mug>) =>
    (await store.mugs.adjust(id, adjustment)).outcome;

  async function mugWith(stock: number): Promise<string> {
    const id = newId();
    await store.mugs.insert(id, mug({ stock }));
    return id;
  }

  test('an adjustment takes effect once, and makes a new state', async () => {
    const id = await mugWith(10);
    for (const _ of ['first', 'repeated']) {
      assert.equal(await outcome(id, taking('order', 3)), 'done');
    }
    const found = await store.mugs.find(id);
    assert.deepEqual([found?.stock, found?.version], [7, 2]);
    assert.deepEqual(Object.keys(found ?? {}).sort(), [
      'id',
      'name',
      'price',
      'sku',
      'stock',
      'version',
    ]);
  });

  test('a number never falls below zero', async () => {
    const id = await mugWith(2);
    assert.equal(await outcome(id, taking('order', 3)), 'short');
    assert.equal(await outcome(id, taking('other', 2)), 'done');
    assert.equal(await stockOf(id), 0);
    assert.equal(await outcome(newId(), taking('order', 1)), 'absent');
  });

  test('of 50 who want one of 10 at once, each asking twice, 10 get it', async () => {
    const id = await mugWith(10);
    const asked = Array.from({ length: 100 }, (_, index) =>
      outcome(id, taking(`buyer-${index % 50}`, 1)),
    );
    const outcomes = await Promise.all(asked);
    const served = new Set(
      outcomes.flatMap((result, index) => (result === 'done' ? [index % 50] : [])),
    );
    assert.equal(served.size, 10);
    assert.equal(await stockOf(id), 0);
  });

  test('what is undone is given back once, and cannot be done again', async () => {
    const id = await mugWith(10);
    await store.mugs.adjust(id, taking('order', 3));
    await Promise.all(['first', 'repeated'].map(() => store.mugs.undo(id, taking('order', 3))));
    assert.equal(await stockOf(id), 10);
    assert.equal(await outcome(id, taking('order', 3)), 'undone');
    assert.equal(await stockOf(id), 10);
  });

  test('what is undone before it comes has no effect when it comes', async () => {
    const id = await mugWith(10);
    for (const _ of ['first', 'repeated']) await store.mugs.undo(id, taking('order', 3));
    assert.equal((await store.mugs.find(id))?.version, 1);
    assert.equal(await outcome(id, taking('order', 3)), 'undone');
    assert.equal(await stockOf(id), 10);
    await store.mugs.undo(newId(), taking('order', 3));
  });

  test('whichever comes first, an adjustment and its undoing leave the number as it was', async () => {
    const id = await mugWith(100);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        store.mugs.adjust(id, taking(`order-${index}`, 5)),
        store.mugs.undo(id, taking(`order-${index}`, 5)),
      ]).flat(),
    );
    assert.equal(await stockOf(id), 100);
  });

  test('an adjustment tells what has been recorded longest', async () => {
    const id = await mugWith(100);
    for (let index = 0; index < 24; index++) {
      await store.mugs.adjust(id, taking(`order-${index}`, 1, 100 + index));
    }
    const { recorded } = await store.mugs.adjust(id, taking('last', 1, 200));
    assert.deepEqual(
      recorded,
      Array.from({ length: 20 }, (_, index) => ({
        operation: `order-${index}`,
        since: 100 + index,
      })),
    );
  });

  test('what is forgotten is not done again, and a new attempt at something else is', async () => {
    const id = await mugWith(10);
    await store.mugs.adjust(id, taking('forgotten', 1, 100));
    await store.mugs.adjust(id, taking('kept', 1, 100));
    await store.mugs.forget(id, ['forgotten'], 150);
    await store.mugs.forget(id, [], 120);
    assert.equal(await outcome(id, taking('forgotten', 1, 150)), 'late');
    assert.equal(await outcome(id, taking('kept', 1, 100)), 'done');
    assert.equal(await stockOf(id), 8);
    const { recorded } = await store.mugs.adjust(id, taking('new', 1, 151));
    assert.deepEqual(
      recorded.map(({ operation }) => operation),
      ['kept', 'new'],
    );
    assert.equal(await stockOf(id), 7);
  });
}

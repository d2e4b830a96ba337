import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type BasketItem, mergeItems } from '../domain/basket.ts';

const item = fc.record({
  productId: fc.constantFrom('a', 'A', 'b', 'c'),
  quantity: fc.integer({ min: 1, max: 100 }),
});

test('merging keeps the number of pieces and names each product once', () => {
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const merged = mergeItems(items);
      assert.equal(pieces(merged), pieces(items));
      assert.equal(new Set(merged.map(({ productId }) => productId)).size, merged.length);
    }),
  );
});

function pieces(items: readonly BasketItem[]): number {
  return items.reduce((sum, { quantity }) => sum + quantity, 0);
}

test('an id is the same in upper and in lower case', () => {
  const items = [
    { productId: 'AB', quantity: 1 },
    { productId: 'ab', quantity: 2 },
  ];
  assert.deepEqual(mergeItems(items), [{ productId: 'ab', quantity: 3 }]);
});

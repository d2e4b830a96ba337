import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseShortage } from '../domain/shortage.ts';

const price = { amount: 250, currency: 'EUR' };
const mug = { id: 'mug', sku: 'MUG', name: 'Mug', price, stock: 3, version: 1 };
const tea = { id: 'tea', sku: 'TEA', name: 'Tea', price, stock: 0, version: 1 };

test('a product of which there is not enough is named', () => {
  const wanted = [
    { productId: 'mug', quantity: 3 },
    { productId: 'tea', quantity: 1 },
  ];
  assert.throws(() => refuseShortage([mug, tea], wanted), { name: 'OutOfStock', productId: 'tea' });
});

test('what is there is not refused', () => {
  refuseShortage([mug], [{ productId: 'mug', quantity: 3 }]);
});

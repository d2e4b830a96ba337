import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quote } from '../domain/quote.ts';

const price = { amount: 250, currency: 'EUR' };
const mug = { id: 'mug', sku: 'MUG', name: 'Mug', price, stock: 3, version: 1 };
const tea = { id: 'tea', sku: 'TEA', name: 'Tea', price, stock: 0, version: 1 };

test('a quote keeps the order asked for, and looks at no stock', () => {
  const wanted = [
    { productId: 'tea', quantity: 1 },
    { productId: 'mug', quantity: 3 },
  ];
  assert.deepEqual(quote([mug, tea], wanted), [
    { productId: 'tea', quantity: 1, name: 'Tea', price },
    { productId: 'mug', quantity: 3, name: 'Mug', price },
  ]);
});

test('a product that is not there is named', () => {
  const wanted = [{ productId: 'cup', quantity: 1 }];
  assert.throws(() => quote([mug], wanted), { name: 'UnknownProduct', productId: 'cup' });
});

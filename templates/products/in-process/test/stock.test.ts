import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startApplication, type TestApplication } from '#test/application';
import { sqlCatalogue } from '../infrastructure/sql-catalogue.ts';
import { releaseStock, reserveStock } from '../infrastructure/stock-store.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

test('stock that is taken and given back is there again', async () => {
  const productId = await productWith(5);
  await app.pool.transaction((tx) => reserveStock(tx, [{ productId, quantity: 3 }]));
  assert.equal(await stockOf(productId), 2);
  await app.pool.transaction((tx) => releaseStock(tx, [{ productId, quantity: 3 }]));
  assert.equal(await stockOf(productId), 5);
});

test('what is short of one product takes nothing of the others', async () => {
  const plenty = await productWith(5);
  const short = await productWith(1);
  const wanted = [
    { productId: plenty, quantity: 2 },
    { productId: short, quantity: 2 },
  ];
  const reserving = app.pool.transaction((tx) => reserveStock(tx, wanted));
  await assert.rejects(reserving, { name: 'OutOfStock', productId: short });
  assert.equal(await stockOf(plenty), 5);
});

test('buyers who want the same products in another order do not wait for each other', async () => {
  const first = await productWith(100);
  const second = await productWith(100);
  const items = [first, second].map((productId) => ({ productId, quantity: 1 }));
  const buyers = Array.from({ length: 40 }, (_, index) =>
    app.pool.transaction((tx) => reserveStock(tx, index % 2 ? items : items.toReversed())),
  );
  await Promise.all(buyers);
  assert.equal(await stockOf(first), 60);
  assert.equal(await stockOf(second), 60);
});

async function productWith(stock: number): Promise<string> {
  const product = await sqlCatalogue(app.pool, app.pool).add({
    sku: `TEST-${randomUUID()}`,
    name: 'Mug',
    price: { amount: 990, currency: 'EUR' },
    stock,
  });
  assert.ok(product);
  return product.id;
}

async function stockOf(id: string): Promise<number | undefined> {
  return (await sqlCatalogue(app.pool, app.pool).find(id))?.stock;
}

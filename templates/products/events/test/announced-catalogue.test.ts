import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { productEvents, stockLevelChanged } from '@app/contracts/product-events';
import { newMessage } from '@app/events';
import { published } from '@app/messaging/testing';
import type { TestApplication } from '#test/application';
import type { Product } from '../domain/product.ts';
import { followInventory } from '../follow-inventory.ts';
import { announcedCatalogue } from '../infrastructure/announced-catalogue.ts';
import { startSeeded } from './seeded-application.ts';

let app: TestApplication & { seed(): Promise<void> };
let mug: Product;

const price = { amount: 990, currency: 'EUR' };

before(async () => {
  app = await startSeeded();
});

after(() => app.close());

beforeEach(async () => {
  await app.store.query("DELETE FROM products.products WHERE sku = 'TEST'");
  const added = await catalogue().add({ sku: 'TEST', name: 'Mug', price, stock: 4 });
  assert.ok(added);
  mug = added;
});

test('the products that the shop starts with are told of once', async () => {
  await app.seed();
  const seeded = (await told()).filter(({ data }) => data.sku !== 'TEST');
  assert.equal(seeded.length, 12);
  assert.ok(seeded.every(({ type }) => type === 'products.product-added'));
});

test('a product that is added is told of, with its stock; one that is not is not', async () => {
  assert.equal(await catalogue().add({ sku: 'TEST', name: 'Cup', price, stock: 1 }), undefined);
  assert.deepEqual(await ofMug(), [
    ['products.product-added', { sku: 'TEST', name: 'Mug', price, stock: 4, version: 1 }],
  ]);
});

test('what is changed is told of, and nothing else', async () => {
  await catalogue().change(mug.id, { name: 'Cup' }, undefined);
  await catalogue().change(mug.id, { stock: 9 }, undefined);
  await catalogue().change(mug.id, { stock: 1 }, [mug.version]);
  assert.deepEqual((await ofMug()).slice(1), [
    ['products.product-changed', { name: 'Cup', price, version: 2 }],
    ['products.stock-set', { stock: 9, count: 2 }],
  ]);
});

test('a level of the inventory is shown as stock, and a newer one wins', async () => {
  await level(3, 2);
  await level(9, 1);
  const shown = await catalogue().find(mug.id);
  assert.deepEqual(shown, { ...mug, stock: 3, version: mug.version + 1 });
});

test('a level that says the same as before is no change of the product', async () => {
  await level(4, 1);
  assert.deepEqual(await catalogue().find(mug.id), mug);
  await level(2, 2);
  assert.equal((await catalogue().find(mug.id))?.stock, 2);
});

test('a level from before the pieces were counted again is not shown', async () => {
  await catalogue().change(mug.id, { stock: 9 }, undefined);
  await level(4, 1);
  assert.equal((await catalogue().find(mug.id))?.stock, 9);
  await followInventory(app.store)(levelOf(mug.id, 8, 2, 2));
  assert.equal((await catalogue().find(mug.id))?.stock, 8);
});

test('a level that comes again, and one of a product that is gone, change nothing', async () => {
  const message = levelOf(mug.id, 1, 1);
  const handle = followInventory(app.store);
  await handle(message);
  await handle(message);
  assert.equal((await catalogue().find(mug.id))?.version, mug.version + 1);
  await handle(levelOf(crypto.randomUUID(), 1, 1));
});

function catalogue() {
  return announcedCatalogue(app.store);
}

function told() {
  return published(app.store);
}

async function ofMug() {
  const events = (await told()).filter(({ subject }) => subject === mug.id);
  return events.map(({ type, data }) => [type, data]);
}

function level(available: number, version: number) {
  return followInventory(app.store)(levelOf(mug.id, available, version));
}

function levelOf(subject: string, available: number, version: number, count = 1) {
  const data = { available, count, version };
  return newMessage(productEvents, stockLevelChanged, { subject, data });
}

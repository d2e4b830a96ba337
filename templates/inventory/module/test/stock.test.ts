import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { productAdded, productEvents } from '@app/contracts/product-events';
import { newMessage } from '@app/events';
import { handleMessages } from '../handle-messages.ts';
import { reserving } from './order-messages.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;

before(async () => {
  warehouse = await openWarehouse();
});

after(() => warehouse.close());

test('what an administrator sets is available, beside what is set aside', async () => {
  const productId = await warehouse.stockUp(5);
  await warehouse.deliver(...reserving(randomUUID(), [{ productId, quantity: 2 }]));
  await warehouse.setStock(productId, 7);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 7, reserved: 2 });
});

test('a product that is told of again keeps its stock', async () => {
  const subject = await warehouse.stockUp(5);
  await warehouse.setStock(subject, 3);
  const price = { amount: 100, currency: 'EUR' };
  const data = { sku: 'MUG', name: 'Mug', price, stock: 5, version: 1 };
  const again = newMessage(productEvents, productAdded, { subject, data });
  await handleMessages(warehouse.store)(again, { topic: productEvents.name });
  assert.deepEqual(await warehouse.levelOf(subject), { available: 3, reserved: 0 });
});

test('stock that is set before the product is told of stays as it was set', async () => {
  const subject = randomUUID();
  await warehouse.setStock(subject, 3);
  const price = { amount: 100, currency: 'EUR' };
  const data = { sku: 'MUG', name: 'Mug', price, stock: 5, version: 1 };
  const late = newMessage(productEvents, productAdded, { subject, data });
  await handleMessages(warehouse.store)(late, { topic: productEvents.name });
  assert.deepEqual(await warehouse.levelOf(subject), { available: 3, reserved: 0 });
});

test('a count that arrives after a later one changes nothing', async () => {
  const productId = await warehouse.stockUp(5);
  await warehouse.setStock(productId, 7, 3);
  await warehouse.setStock(productId, 6, 2);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 7, reserved: 0 });
});

test('an administrator sees what there is, and nobody else', async () => {
  const productId = await warehouse.stockUp(5);
  await warehouse.deliver(...reserving(randomUUID(), [{ productId, quantity: 2 }]));
  const get = async (id: string, role?: 'admin') => {
    const { authorization } = await warehouse.signIn(role);
    return warehouse.server.inject({ url: `/api/inventory/${id}`, headers: { authorization } });
  };
  assert.deepEqual((await get(productId, 'admin')).json(), { available: 3, reserved: 2 });
  assert.equal((await get(randomUUID(), 'admin')).statusCode, 404);
  assert.equal((await get('mug', 'admin')).statusCode, 400);
  assert.equal((await get(productId)).statusCode, 403);
  const anonymous = await warehouse.server.inject({ url: `/api/inventory/${productId}` });
  assert.equal(anonymous.statusCode, 401);
});

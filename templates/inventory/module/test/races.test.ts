import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { releasing, reserving } from './order-messages.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;

before(async () => {
  warehouse = await openWarehouse();
});

after(() => warehouse.close());

const orders = Array.from({ length: 8 }, () => randomUUID());

test('of many orders at once for the last piece one gets it', async () => {
  const productId = await warehouse.stockUp(1);
  const wanted = [{ productId, quantity: 1 }];
  const all = orders.map(() => randomUUID());
  await Promise.all(all.map((order) => warehouse.deliver(...reserving(order, wanted))));
  const answers = (await Promise.all(all.map(warehouse.answersTo))).flat();
  assert.equal(answers.filter((answer) => answer === 'stock-reserved').length, 1);
  assert.equal(answers.filter((answer) => answer === 'stock-unavailable').length, 7);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 0, reserved: 1 });
});

test('orders that name the same products in another order do not wait for each other for ever', async () => {
  const products = [await warehouse.stockUp(100), await warehouse.stockUp(100)];
  const forth = products.map((productId) => ({ productId, quantity: 1 }));
  const all = orders.map(() => randomUUID());
  await Promise.all(
    all.map((order, index) =>
      warehouse.deliver(...reserving(order, index % 2 ? forth : forth.toReversed())),
    ),
  );
  await Promise.all(all.slice(4).map((order) => warehouse.deliver(releasing(order))));
  for (const productId of products) {
    assert.deepEqual(await warehouse.levelOf(productId), { available: 96, reserved: 4 });
  }
});

test('a release that runs into its order leaves nothing set aside', async () => {
  const productId = await warehouse.stockUp(100);
  const all = orders.map(() => randomUUID());
  await Promise.all(
    all.flatMap((order) => [
      warehouse.deliver(...reserving(order, [{ productId, quantity: 1 }])),
      warehouse.deliver(releasing(order)),
    ]),
  );
  assert.deepEqual(await warehouse.levelOf(productId), { available: 100, reserved: 0 });
  for (const order of all) {
    assert.equal((await warehouse.answersTo(order)).at(-1), 'stock-released');
  }
});

test('each change of a level is told in its order', async () => {
  const productId = await warehouse.stockUp(100);
  const wanted = [{ productId, quantity: 1 }];
  await Promise.all(orders.map(() => warehouse.deliver(...reserving(randomUUID(), wanted))));
  const told = (await warehouse.toldOf(productId)).map(({ data }) => data);
  assert.deepEqual(
    told,
    told.map((_, index) => ({ available: 100 - index, count: 1, version: index + 1 })),
  );
  assert.equal(told.length, 1 + orders.length);
});

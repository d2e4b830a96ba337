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

test('an order gets all that it wants', async () => {
  const [mugs, pens] = [await warehouse.stockUp(5), await warehouse.stockUp(3)];
  const order = randomUUID();
  const wanted = [
    { productId: mugs, quantity: 2 },
    { productId: pens, quantity: 3 },
  ];
  await warehouse.deliver(...reserving(order, wanted));
  assert.deepEqual(await warehouse.answersTo(order), ['stock-reserved']);
  assert.deepEqual(await warehouse.levelOf(mugs), { available: 3, reserved: 2 });
  assert.deepEqual(await warehouse.levelOf(pens), { available: 0, reserved: 3 });
});

test('an order that cannot get all gets nothing, and hears of what there is too little', async () => {
  const [mugs, pens] = [await warehouse.stockUp(5), await warehouse.stockUp(3)];
  const order = randomUUID();
  const wanted = [
    { productId: mugs, quantity: 2 },
    { productId: pens, quantity: 4 },
  ];
  await warehouse.deliver(...reserving(order, wanted));
  const [answer, ...more] = await warehouse.toldOf(order);
  assert.equal(answer?.type, 'inventory.stock-unavailable');
  assert.deepEqual(answer.data, { productId: pens });
  assert.deepEqual(more, []);
  assert.deepEqual(await warehouse.levelOf(mugs), { available: 5, reserved: 0 });
});

test('a product that nobody has told of is not available', async () => {
  const order = randomUUID();
  await warehouse.deliver(...reserving(order, [{ productId: randomUUID(), quantity: 1 }]));
  assert.deepEqual(await warehouse.answersTo(order), ['stock-unavailable']);
});

test('a product that is listed twice counts twice', async () => {
  const productId = await warehouse.stockUp(3);
  const order = randomUUID();
  const line = { productId, quantity: 2 };
  await warehouse.deliver(...reserving(order, [line, line]));
  assert.deepEqual(await warehouse.answersTo(order), ['stock-unavailable']);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 3, reserved: 0 });
});

test('a message that is delivered again has no effect, and no second answer', async () => {
  const productId = await warehouse.stockUp(5);
  const order = randomUUID();
  const messages = reserving(order, [{ productId, quantity: 2 }]);
  await warehouse.deliver(...messages, ...messages);
  await Promise.all(messages.map((message) => warehouse.deliver(message)));
  assert.deepEqual(await warehouse.answersTo(order), ['stock-reserved']);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 3, reserved: 2 });
});

test('who asks again under another id is told the same, and nothing more is set aside', async () => {
  const productId = await warehouse.stockUp(5);
  const order = randomUUID();
  const wanted = [{ productId, quantity: 2 }];
  await warehouse.deliver(...reserving(order, wanted));
  await warehouse.deliver(...reserving(order, wanted));
  assert.deepEqual(new Set(await warehouse.answersTo(order)), new Set(['stock-reserved']));
  assert.deepEqual(await warehouse.levelOf(productId), { available: 3, reserved: 2 });
});

test('what is not available stays so for the order when stock arrives', async () => {
  const productId = await warehouse.stockUp(1);
  const order = randomUUID();
  const wanted = [{ productId, quantity: 2 }];
  await warehouse.deliver(...reserving(order, wanted));
  await warehouse.setStock(productId, 9);
  await warehouse.deliver(...reserving(order, wanted));
  const answers = await warehouse.answersTo(order);
  assert.deepEqual(new Set(answers), new Set(['stock-unavailable']));
  assert.deepEqual(await warehouse.levelOf(productId), { available: 9, reserved: 0 });
});

test('a release gives back once, however often it comes', async () => {
  const productId = await warehouse.stockUp(5);
  const order = randomUUID();
  const release = releasing(order);
  await warehouse.deliver(...reserving(order, [{ productId, quantity: 2 }]), release, release);
  await warehouse.deliver(releasing(order));
  assert.deepEqual(await warehouse.answersTo(order), [
    'stock-reserved',
    'stock-released',
    'stock-released',
  ]);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 5, reserved: 0 });
});

test('a release of what was not available gives nothing back', async () => {
  const productId = await warehouse.stockUp(1);
  const order = randomUUID();
  await warehouse.deliver(...reserving(order, [{ productId, quantity: 2 }]), releasing(order));
  assert.deepEqual(await warehouse.answersTo(order), ['stock-unavailable', 'stock-released']);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 1, reserved: 0 });
});

test('an order that comes after its release gets nothing, and hears of the release', async () => {
  const productId = await warehouse.stockUp(5);
  const order = randomUUID();
  await warehouse.deliver(releasing(order));
  await warehouse.deliver(...reserving(order, [{ productId, quantity: 2 }]));
  assert.deepEqual(await warehouse.answersTo(order), ['stock-released', 'stock-released']);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 5, reserved: 0 });
});

test('a crash before the commit leaves nothing, and the message takes effect when it comes again', async () => {
  const productId = await warehouse.stockUp(5);
  const order = randomUUID();
  const messages = reserving(order, [{ productId, quantity: 2 }]);
  for (const message of messages) {
    await warehouse.crashOn(message);
    assert.deepEqual(await warehouse.answersTo(order), []);
    await warehouse.deliver(message);
  }
  await warehouse.crashOn(releasing(order));
  assert.deepEqual(await warehouse.answersTo(order), ['stock-reserved']);
  assert.deepEqual(await warehouse.levelOf(productId), { available: 3, reserved: 2 });
});

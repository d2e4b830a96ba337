import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { pathOf } from '@app/contracts';
import { products } from '@app/contracts/products';
import { assertContract } from '@app/contracts/testing';
import { openStockRoom, type StockRoom } from './stock-room.ts';

let room: StockRoom;

before(async () => {
  room = await openStockRoom();
});

after(() => room.close());

test('of 200 who buy one of 10 at once, each asking twice, 10 get it', async () => {
  const productId = await room.productWith(10);
  const buyers = Array.from({ length: 200 }, () => randomUUID());
  const answers = await Promise.all(
    [...buyers, ...buyers].map((orderId) => reserve(orderId, { [productId]: 1 })),
  );
  for (const { status, body } of answers) assertContract(products.reserve, status, body);
  const served = buyers.filter((_, index) => answers[index]?.status === 200);
  assert.equal(served.length, 10);
  const repeated = buyers.filter((_, index) => answers[index + buyers.length]?.status === 200);
  assert.deepEqual(repeated, served);
  assert.equal(await room.stockOf(productId), 0);
});

test('what is short of one product takes nothing of the others, and stays refused', async () => {
  const plenty = await room.productWith(5);
  const short = await room.productWith(1);
  const orderId = randomUUID();
  const wanted = { [plenty]: 2, [short]: 2 };
  const refused = await reserve(orderId, wanted);
  assert.deepEqual(
    [refused.status, (refused.body as { productId: string }).productId],
    [409, short],
  );
  await room.store.products.update(short, { stock: 9 }, undefined);
  assert.equal((await reserve(orderId, wanted)).status, 409);
  assert.equal(await room.stockOf(plenty), 5);
  assert.equal(await room.stockOf(short), 9);
});

test('a reservation keeps the prices at which it was made', async () => {
  const productId = await room.productWith(5);
  const orderId = randomUUID();
  const first = await reserve(orderId, { [productId]: 2 });
  const price = { amount: 999, currency: 'USD' };
  await room.store.products.update(productId, { price, name: 'Cup' }, undefined);
  assert.deepEqual(await reserve(orderId, { [productId]: 2 }), first);
});

test('a basket that names a product twice is refused', async () => {
  const productId = await room.productWith(5);
  const item = { productId, quantity: 1 };
  const call = { params: { orderId: randomUUID() }, body: { items: [item, item] } };
  assert.equal((await room.send(products.reserve, call)).status, 400);
  assert.equal(await room.stockOf(productId), 5);
});

test('only orders may call', async () => {
  const { authorization } = await room.signIn('admin');
  for (const endpoint of Object.values(products)) {
    for (const headers of [{}, { authorization }, { authorization: 'Bearer guess' }]) {
      const url = pathOf(endpoint, { orderId: randomUUID() });
      const payload = { items: [{ productId: randomUUID(), quantity: 1 }] };
      const { method } = endpoint;
      const response = await room.server.inject({ method, url, headers, payload });
      assert.equal(response.statusCode, 401);
    }
  }
});

/** Repeated while the service is too busy, as orders does. */
async function reserve(orderId: string, wanted: Readonly<Record<string, number>>) {
  const items = Object.entries(wanted).map(([productId, quantity]) => ({ productId, quantity }));
  const send = () => room.send(products.reserve, { params: { orderId }, body: { items } });
  let answer = await send();
  while (answer.status === 503) answer = await send();
  return answer;
}

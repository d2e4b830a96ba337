import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startApplication, type TestApplication } from '#test/application';
import { openPayment } from '../infrastructure/payment-store.ts';
import { purchase, total } from './purchase.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

test('a user pages through their payments, newest first, and sees no others', async () => {
  const { userId, authorization } = await app.signIn();
  const orders = [await pay(userId), await pay(userId), await pay(userId)];
  await pay(randomUUID());

  const first = await list('?limit=2', authorization);
  const second = await list(`?limit=2&cursor=${first.json().nextCursor}`, authorization);
  const found = [...first.json().items, ...second.json().items];
  assert.deepEqual(
    found.map(({ orderId }) => orderId),
    orders.toReversed(),
  );
  assert.equal(second.json().nextCursor, null);
  assert.deepEqual(found[0].total, total);
});

test('a user finds the payment of their order, and not that of another user', async () => {
  const { userId, authorization } = await app.signIn();
  const own = await pay(userId);
  const others = await pay(randomUUID());
  const found = await list(`?orderId=${own}`, authorization);
  assert.deepEqual(
    found.json().items.map(({ orderId }: { orderId: string }) => orderId),
    [own],
  );
  assert.deepEqual((await list(`?orderId=${others}`, authorization)).json().items, []);
});

for (const query of ['?orderId=1', '?cursor=rubbish', '?limit=0']) {
  test(`a list with ${query} is refused`, async () => {
    const { authorization } = await app.signIn();
    assert.equal((await list(query, authorization)).statusCode, 400);
  });
}

test('nobody lists payments without signing in', async () => {
  assert.equal((await list('', '')).statusCode, 401);
});

async function pay(userId: string): Promise<string> {
  const { orderId } = purchase('tok_ok');
  await openPayment(app.pool, { orderId, userId, total }, 60_000);
  return orderId;
}

function list(query: string, authorization: string) {
  return app.server.inject({ url: `/api/payments${query}`, headers: { authorization } });
}

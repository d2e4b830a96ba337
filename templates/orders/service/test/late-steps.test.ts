import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startApplication, type TestApplication } from '#test/application';
import { cancelOrder } from '../cancel-order.ts';
import { placeOnce } from '../place-once.ts';
import {
  type Moment,
  newRequest,
  ordersOf,
  startInstance,
  stepsDue,
  timePasses,
} from './instance.ts';

/** Lets an instance that was taken for dead go on: what it does late must not count. */

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

const moments: readonly Moment[] = [
  'before reserve',
  'after reserve',
  'before authorise',
  'after authorise',
];

for (const moment of moments) {
  test(`an order given up ${moment} stays given up, whatever arrives late`, async () => {
    const request = newRequest(app);
    const slow = startInstance(app, async (reached) => {
      if (reached !== moment) return;
      await timePasses(app);
      await startInstance(app).takeSteps();
    });
    assert.deepEqual(await placeOnce(slow, randomUUID(), request), { failure: 'in-flight' });
    assert.deepEqual(await ordersOf(app, request.userId), []);
    assert.equal(app.products.stockOf(request.product), 1);
    assert.deepEqual(
      app.payments.statusesOf(request.userId).filter((status) => status !== 'voided'),
      [],
    );
    assert.deepEqual(await stepsDue(app), []);
  });
}

test('an order whose commit has begun is not given up', async () => {
  const request = newRequest(app);
  const slow = startInstance(app, async (reached) => {
    if (reached === 'before commit') await startInstance(app).takeSteps();
  });
  const placement = await placeOnce(slow, randomUUID(), request);
  assert.ok('order' in placement);
  assert.deepEqual(app.payments.statusesOf(request.userId), ['captured']);
});

test('a request that took the claim over places the only order', async () => {
  const request = newRequest(app);
  const key = randomUUID();
  const slow = startInstance(app, async (reached) => {
    if (reached !== 'before reserve') return;
    await timePasses(app);
    const other = startInstance(app);
    await other.takeSteps();
    assert.ok('order' in (await placeOnce(other, key, request)));
  });
  assert.deepEqual(await placeOnce(slow, key, request), { failure: 'in-flight' });
  assert.equal((await ordersOf(app, request.userId)).length, 1);
  assert.equal(app.products.stockOf(request.product), 0);
  assert.deepEqual(app.payments.statusesOf(request.userId), ['captured']);
});

test('a cancellation that overtakes the capture gives the money back', async () => {
  const request = newRequest(app);
  const slow = startInstance(app, async (reached) => {
    if (reached !== 'before capture') return;
    const [order] = await app.pool.query<{ id: string }>(
      'SELECT id FROM orders.orders WHERE user_id = $1',
      [request.userId],
    );
    await cancelOrder(startInstance(app), order?.id ?? '', request.userId);
  });
  assert.ok('order' in (await placeOnce(slow, randomUUID(), request)));
  assert.deepEqual(app.payments.statusesOf(request.userId), ['refunded']);
  assert.equal(app.products.stockOf(request.product), 1);
  assert.deepEqual(await stepsDue(app), []);
});

test('a commit whose answer is lost keeps order, stock and money', async () => {
  const request = newRequest(app);
  const key = randomUUID();
  const lossy = startInstance(app, (reached) => {
    if (reached === 'after commit') throw new Error('connection lost');
  });
  await assert.rejects(placeOnce(lossy, key, request), /connection lost/);
  assert.ok('order' in (await placeOnce(startInstance(app), key, request)));
  assert.equal((await ordersOf(app, request.userId)).length, 1);
  assert.equal(app.products.stockOf(request.product), 0);
  assert.deepEqual(app.payments.statusesOf(request.userId), ['captured']);
});

test('many instances take a step once', async () => {
  const request = newRequest(app);
  await placeOnce(
    startInstance(app, (reached) => {
      if (reached === 'before capture') throw new Error('away');
    }),
    randomUUID(),
    request,
  );
  await timePasses(app);
  const captures: Moment[] = [];
  const count = (reached: Moment) => {
    if (reached === 'before capture') captures.push(reached);
  };
  await Promise.all(Array.from({ length: 8 }, () => startInstance(app, count).takeSteps()));
  assert.equal(captures.length, 1);
});

test('steps of more orders than one batch are taken in one pass', async () => {
  app.away.add('payments');
  const requests = Array.from({ length: 25 }, () => newRequest(app));
  for (const request of requests) await placeOnce(startInstance(app), randomUUID(), request);
  app.away.clear();
  assert.equal((await stepsDue(app)).length, 25);
  await timePasses(app);
  await startInstance(app).takeSteps();
  assert.deepEqual(await stepsDue(app), []);
});

test('a pass that is told to end claims nothing more', async () => {
  app.away.add('payments');
  const requests = Array.from({ length: 25 }, () => newRequest(app));
  for (const request of requests) await placeOnce(startInstance(app), randomUUID(), request);
  app.away.clear();
  await timePasses(app);
  await startInstance(app).takeSteps({ signal: AbortSignal.abort() });
  assert.equal((await stepsDue(app)).length, 5);
  await startInstance(app).takeSteps();
  assert.deepEqual(await stepsDue(app), []);
});

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
  startMortal,
  stepsDue,
  timePasses,
} from './instance.ts';

/** Ends an instance at each point of its work, and lets another one find what it left. */

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

const beforeTheCommit: readonly Moment[] = [
  'before reserve',
  'after reserve',
  'before authorise',
  'after authorise',
  'before commit',
];

for (const moment of beforeTheCommit) {
  test(`a crash ${moment} leaves nothing behind, and the order can be placed again`, async () => {
    const request = newRequest(app);
    const key = randomUUID();
    await assert.rejects(placeOnce(startMortal(app, moment), key, request), /crashed/);
    const survivor = startInstance(app);
    assert.deepEqual(await placeOnce(survivor, key, request), { failure: 'in-flight' });

    await timePasses(app);
    await survivor.takeSteps();
    assert.equal(app.products.stockOf(request.product), 1);
    assert.deepEqual(await ordersOf(app, request.userId), []);
    const given = app.payments.statusesOf(request.userId);
    assert.deepEqual(
      given.filter((status) => status !== 'voided'),
      [],
    );

    assert.ok('order' in (await placeOnce(survivor, key, request)));
    await assertPlacedOnce(request);
  });
}

const fromTheCommitOn: readonly Moment[] = ['after commit', 'before capture', 'after capture'];

for (const moment of fromTheCommitOn) {
  test(`a crash ${moment} leaves an order, which another instance captures`, async () => {
    const request = newRequest(app);
    const key = randomUUID();
    await placeOnce(startMortal(app, moment), key, request).catch(() => undefined);
    await timePasses(app);
    const survivor = startInstance(app);
    await survivor.takeSteps();
    assert.ok('order' in (await placeOnce(survivor, key, request)));
    await assertPlacedOnce(request);
  });
}

const cancelling: readonly Moment[] = ['before refund', 'after refund', 'before release'];

for (const moment of cancelling) {
  test(`a crash ${moment} of a cancelled order leaves the rest to another instance`, async () => {
    const request = newRequest(app);
    const survivor = startInstance(app);
    const placed = await placeOnce(survivor, randomUUID(), request);
    assert.ok('order' in placed);
    await cancelOrder(startMortal(app, moment), placed.order.id, request.userId);
    await timePasses(app);
    await survivor.takeSteps();
    assert.equal(app.products.stockOf(request.product), 1);
    assert.deepEqual(app.payments.statusesOf(request.userId), ['refunded']);
    assert.deepEqual(await stepsDue(app), []);
  });
}

async function assertPlacedOnce({ userId, product }: ReturnType<typeof newRequest>) {
  assert.equal((await ordersOf(app, userId)).length, 1);
  assert.equal(app.products.stockOf(product), 0);
  const statuses = app.payments.statusesOf(userId);
  assert.deepEqual(
    statuses.filter((status) => status !== 'voided'),
    ['captured'],
  );
  assert.deepEqual(await stepsDue(app), []);
}

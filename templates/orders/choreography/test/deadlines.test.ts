import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as events from '@app/contracts/order-events';
import { giveUpOverdue } from '../deadlines.ts';
import { startApplication, type TestApplication } from './application.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

const warnings: string[] = [];
const log = {
  info() {},
  warn: (_: object, message: string) => void warnings.push(message),
  error() {},
};
const { signal } = new AbortController();

/** An order whose time is over; other orders have an hour. */
async function overdueOrder() {
  const customer = await app.signIn();
  const mug = await app.addProduct();
  const { id } = (await app.order(customer, { [mug]: 1 })).json();
  await app.store.query('UPDATE orders.deadlines SET due_at = now() WHERE order_id = $1', [id]);
  const status = async () => {
    const order = (await app.request(customer, 'GET', `/api/orders/${id}`)).json();
    return order.reason ? `${order.status}: ${order.reason}` : order.status;
  };
  return { id, status };
}

test('an order of which nothing is heard in time is taken back, by one of many instances', async () => {
  const overdue = await Promise.all([overdueOrder(), overdueOrder(), overdueOrder()]);
  const other = await app.order(await app.signIn(), { [await app.addProduct()]: 1 });
  await Promise.all([1, 2, 3].map(() => giveUpOverdue({ store: app.store, log }, { signal })));
  for (const { id, status } of overdue) {
    assert.equal(await status(), 'cancelling');
    assert.deepEqual(await app.told(id), ['orders.order-placed', 'orders.cancellation-requested']);
    await app.say(events.shipmentCancelled, id, {});
    await app.say(events.stockReleased, id, {});
    await app.say(events.paymentReleased, id, {});
    assert.equal(await status(), 'rejected: timed_out');
  }
  assert.deepEqual(await app.told(other.json().id), ['orders.order-placed']);
});

test('an order that went on in time is left as it is', async () => {
  const { id, status } = await overdueOrder();
  await app.say(events.shipmentCreated, id, { shipmentId: id });
  await giveUpOverdue({ store: app.store, log }, { signal });
  assert.equal(await status(), 'confirmed');
});

test('an order whose deadline passed while nobody looked has time to tell what came of it', async () => {
  const { id, status } = await overdueOrder();
  await app.store.query(
    `UPDATE orders.deadlines SET due_at = now() - interval '1 minute' WHERE order_id = $1`,
    [id],
  );
  await giveUpOverdue({ store: app.store, log }, { signal });
  assert.equal(await status(), 'pending');
  await app.store.query('UPDATE orders.deadlines SET due_at = now() WHERE order_id = $1', [id]);
  await giveUpOverdue({ store: app.store, log }, { signal });
  assert.equal(await status(), 'cancelling');
});

test('what fails is done in a later pass', async () => {
  const { status } = await overdueOrder();
  const broken = { ...app.store, transaction: () => Promise.reject(new Error('away')) };
  await giveUpOverdue({ store: broken, log }, { signal });
  assert.deepEqual(warnings, ['orders whose time has run out are given up later']);
  await giveUpOverdue({ store: app.store, log }, { signal });
  assert.equal(await status(), 'cancelling');
});

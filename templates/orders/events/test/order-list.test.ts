import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bringUpToDate } from '@app/event-store/testing';
import { definitions } from '../event-store.ts';
import { type Customer, startApplication, type TestApplication } from './application.ts';
import { confirm, decline, giveBack } from './courses.ts';

let app: TestApplication;
let mug: string;

before(async () => {
  app = await startApplication();
  mug = await app.addProduct();
});

after(() => app.close());

async function listed(customer: Customer, query = '') {
  await bringUpToDate(app.store, definitions.projections);
  return (await app.request(customer, 'GET', `/api/orders${query}`)).json();
}

test('a customer pages through their orders, newest first', async () => {
  const customer = await app.signIn();
  const placed = [];
  for (const quantity of [1, 2, 3]) {
    placed.push((await app.order(customer, { [mug]: quantity })).json());
  }
  const first = await listed(customer, '?limit=2');
  const second = await listed(customer, `?limit=2&cursor=${first.nextCursor}`);
  assert.deepEqual([...first.items, ...second.items], placed.toReversed());
  assert.equal(second.nextCursor, null);
  assert.deepEqual((await listed(await app.signIn())).items, []);
});

test('the list says of each order what the order says of itself', async () => {
  const customer = await app.signIn();
  const place = async () => (await app.order(customer, { [mug]: 1 })).json().id as string;
  const ids = await Promise.all([place(), place(), place(), place(), place()]);
  const [, declined, shipped, cancelling, cancelled] = ids as [
    string,
    string,
    string,
    string,
    string,
  ];
  await decline(app, declined);
  for (const id of [shipped, cancelling, cancelled]) await confirm(app, id);
  for (const id of [cancelling, cancelled]) {
    await app.request(customer, 'POST', `/api/orders/${id}/cancel`);
  }
  await giveBack(app, cancelled);
  const { items } = await listed(customer);
  for (const id of ids) {
    const order = (await app.request(customer, 'GET', `/api/orders/${id}`)).json();
    assert.deepEqual(
      items.find((item: { id: string }) => item.id === id),
      order,
    );
  }
  const statuses = items.map(({ status }: { status: string }) => status).sort();
  assert.deepEqual(statuses, ['cancelled', 'cancelling', 'confirmed', 'pending', 'rejected']);
});

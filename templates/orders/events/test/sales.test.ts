import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bringUpToDate, rebuild } from '@app/event-store/testing';
import { sales } from '../infrastructure/sales.ts';
import { type Customer, startApplication, type TestApplication } from './application.ts';
import { confirm, decline, giveBack } from './courses.ts';

let app: TestApplication;
let admin: Customer;
let customer: Customer;

before(async () => {
  app = await startApplication();
  admin = await app.signIn('admin');
  customer = await app.signIn();
});

after(() => app.close());

/** A day before, and one after, whatever day it becomes while the test runs. */
const [yesterday, tomorrow] = [-1, 1].map((days) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
);
const period = `from=${yesterday}&to=${tomorrow}`;

const ask = (query: string, who = admin) => app.request(who, 'GET', `/api/orders/sales${query}`);

/** What was sold of a product by now. */
async function soldOf(productId: string) {
  const { items } = (await ask(`?${period}&limit=100`)).json();
  return items.find(({ id }: { id: string }) => id === productId);
}

async function place(quantities: Readonly<Record<string, number>>): Promise<string> {
  return (await app.order(customer, quantities)).json().id;
}

const cancel = (id: string) => app.request(customer, 'POST', `/api/orders/${id}/cancel`);

test('what was sold counts for the day on which its order was confirmed', async () => {
  const mug = await app.addProduct({ amount: 250 });
  const [first, second] = [await place({ [mug]: 2 }), await place({ [mug]: 3 })];
  await place({ [mug]: 4 });
  for (const id of [first, second]) await confirm(app, id);
  await bringUpToDate(app.store, [sales]);
  const { days, ...sold } = await soldOf(mug);
  assert.deepEqual(sold, { id: mug, name: 'Mug', quantity: 5 });
  const history = await app.request(customer, 'GET', `/api/orders/${second}/history`);
  const day = history.json().items.at(-1).at.slice(0, 10);
  const last = days.at(-1);
  assert.equal(last.day, day);
  // The test may run over midnight.
  const pieces = days.reduce((total: number, one: typeof last) => total + one.quantity, 0);
  const amount = days.reduce((total: number, one: typeof last) => total + one.total.amount, 0);
  assert.deepEqual([pieces, amount, last.total.currency], [5, 1_250, 'EUR']);
});

test('an order counts until it is cancelled, and one that is rejected never does', async () => {
  const mug = await app.addProduct();
  const [kept, cancelled, rejected] = [
    await place({ [mug]: 1 }),
    await place({ [mug]: 2 }),
    await place({ [mug]: 4 }),
  ];
  for (const id of [kept, cancelled]) await confirm(app, id);
  await decline(app, rejected);
  await cancel(cancelled);
  await bringUpToDate(app.store, [sales]);
  assert.equal((await soldOf(mug)).quantity, 3);
  await giveBack(app, cancelled);
  await bringUpToDate(app.store, [sales]);
  assert.equal((await soldOf(mug)).quantity, 1);
  await cancel(kept);
  await giveBack(app, kept);
  await bringUpToDate(app.store, [sales]);
  assert.equal(await soldOf(mug), undefined);
});

test('a product that was sold in two currencies has a total in each', async () => {
  const mug = await app.addProduct({ amount: 300, currency: 'USD' });
  await confirm(app, await place({ [mug]: 1 }));
  await app.changePrice(mug, 200);
  await confirm(app, await place({ [mug]: 2 }));
  await bringUpToDate(app.store, [sales]);
  const { days, quantity } = await soldOf(mug);
  assert.equal(quantity, 3);
  const totals = days.map(({ total }: { total: object }) => total);
  assert.deepEqual(
    new Set(totals),
    new Set([
      { amount: 400, currency: 'EUR' },
      { amount: 300, currency: 'USD' },
    ]),
  );
});

test('products come in pages, and a day on which nothing was sold has none', async () => {
  const products = [await app.addProduct(), await app.addProduct(), await app.addProduct()];
  await confirm(app, await place(Object.fromEntries(products.map((id) => [id, 1]))));
  await bringUpToDate(app.store, [sales]);
  const found: string[] = [];
  let cursor = '';
  do {
    const page = (await ask(`?${period}&limit=2${cursor}`)).json();
    found.push(...page.items.map(({ id }: { id: string }) => id));
    cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
  } while (cursor);
  assert.deepEqual(found, [...new Set(found)].sort());
  for (const id of products) assert.ok(found.includes(id));
  const empty = (await ask('?from=2001-01-01&to=2001-01-31')).json();
  assert.deepEqual(empty, { items: [], nextCursor: null });
});

test('sales are for administrators, and for a period that makes sense', async () => {
  assert.equal((await ask(`?${period}`, customer)).statusCode, 403);
  assert.equal((await ask(`?${period}`, { authorization: '' })).statusCode, 401);
  assert.equal((await ask('?from=2026-01-01&to=2026-04-02')).statusCode, 200);
  for (const wrong of [
    '',
    '?from=2026-01-01',
    '?from=2026-01-01&to=2026-04-03',
    '?from=2026-01-02&to=2026-01-01',
    '?from=2026-02-30&to=2026-03-01',
    '?from=0000-01-01&to=0000-01-02',
    '?from=2026-01-01T00:00:00Z&to=2026-01-02',
  ]) {
    assert.equal((await ask(wrong)).statusCode, 400, wrong);
  }
});

test('sales are read while they are built anew and orders come in, and nothing is missing', async () => {
  const mug = await app.addProduct();
  const orders = 30;
  let confirmed = 0;
  let flows = true;
  const projector = app.store.startProjections({ pollMs: 20 });
  const flowing = (async () => {
    for (; confirmed < orders; confirmed += 1) await confirm(app, await place({ [mug]: 1 }));
  })().finally(() => {
    flows = false;
  });
  const rebuilding = (async () => {
    while (flows) await rebuild(app.store, sales);
  })();
  let seen = 0;
  while (flows) {
    const { quantity = 0 } = (await soldOf(mug)) ?? {};
    assert.ok(quantity >= seen && quantity <= confirmed + 1, `${quantity} after ${seen}`);
    seen = quantity;
  }
  await Promise.all([flowing, rebuilding]);
  await projector.stop();
  await bringUpToDate(app.store, [sales]);
  assert.equal((await soldOf(mug)).quantity, orders);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Projection } from '@app/event-store';
import { bringUpToDate, rebuild } from '@app/event-store/testing';
import { definitions } from '../event-store.ts';
import { startApplication, type TestApplication } from './application.ts';
import { confirm, decline, giveBack } from './courses.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
  const customer = await app.signIn();
  const [mug, cup] = [await app.addProduct(), await app.addProduct({ currency: 'USD' })];
  const place = async (product: string, quantity: number) =>
    (await app.order(customer, { [product]: quantity })).json().id as string;
  await place(mug, 1);
  await confirm(app, await place(cup, 2));
  await decline(app, await place(cup, 3));
  const cancelled = await place(mug, 4);
  for (const id of [cancelled, await place(mug, 5)]) await confirm(app, id);
  await app.request(customer, 'POST', `/api/orders/${cancelled}/cancel`);
  await giveBack(app, cancelled);
});

after(() => app.close());

/** What the live view has, table by table. */
function rowsOf({ name, tables }: Projection): Promise<object[][]> {
  const read = (table: string) =>
    app.store.query<{ row: object }>(
      `SELECT to_jsonb(rows) - 'build' AS row FROM ${table} AS rows
       WHERE build = event_store.live_build($1) ORDER BY row`,
      [name],
    );
  return Promise.all(tables.map(read));
}

for (const projection of definitions.projections) {
  test(`the view ${projection.name} has the same when it is built anew`, async () => {
    await bringUpToDate(app.store, [projection]);
    const kept = await rowsOf(projection);
    assert.ok(kept.every((rows) => rows.length > 0));
    await rebuild(app.store, projection);
    assert.deepEqual(await rowsOf(projection), kept);
    for (const table of projection.tables) {
      const builds = await app.store.query(`SELECT DISTINCT build FROM ${table}`);
      assert.equal(builds.length, 2, `${table} has the old rows until an instance removes them`);
    }
  });
}

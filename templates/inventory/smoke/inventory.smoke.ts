import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, type Session, signIn, signInAdmin, signUp } from './session.ts';

test('the inventory follows the stock that an administrator sets', async () => {
  const headers = await signInAdmin();
  const body = {
    sku: `SMOKE-${randomUUID().slice(0, 8).toUpperCase()}`,
    name: 'Smoke test',
    price: { amount: 250, currency: 'EUR' },
    stock: 3,
  };
  const added = await call('POST', '/api/products', { headers, body });
  const { id } = (await added.json()) as { id: string };
  await eventuallyAvailable(id, 3, headers);
  await call('PATCH', `/api/products/${id}`, { headers, body: { stock: 5 } });
  await eventuallyAvailable(id, 5, headers);
});

test('customers do not see the inventory', async () => {
  const headers = await signIn(await signUp());
  const path = `/api/inventory/${randomUUID()}`;
  assert.equal((await call('GET', path, { headers })).status, 403);
  assert.equal((await call('GET', path)).status, 401);
});

async function eventuallyAvailable(id: string, expected: number, headers: Session): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const response = await call('GET', `/api/inventory/${id}`, { headers });
    const seen = response.status === 200 ? await response.json() : response.status;
    if (JSON.stringify(seen) === JSON.stringify({ available: expected, reserved: 0 })) return;
    assert.ok(Date.now() < deadline, `the inventory says ${JSON.stringify(seen)}`);
    await sleep(1000);
  }
}

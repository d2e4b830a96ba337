import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { call, signIn, signInAdmin, signUp } from './session.ts';

interface Product {
  readonly id: string;
  readonly stock: number;
}

interface Page {
  readonly items: readonly Product[];
  readonly nextCursor: string | null;
}

test('anyone pages through the products', async () => {
  const first = await page('/api/products?limit=5');
  assert.equal(first.items.length, 5);
  assert.ok(first.nextCursor);
  const second = await page(`/api/products?limit=5&cursor=${first.nextCursor}`);
  const ids = new Set([...first.items, ...second.items].map(({ id }) => id));
  assert.equal(ids.size, 5 + second.items.length);
});

test('a product that has not changed is not sent again', async () => {
  const { items } = await page('/api/products?limit=1');
  const path = `/api/products/${items[0]?.id}`;
  const etag = (await call('GET', path)).headers.get('etag') ?? '';
  const response = await call('GET', path, { headers: { 'if-none-match': etag } });
  assert.equal(response.status, 304);
});

test('an administrator adds a product and sets its stock', async () => {
  const headers = await signInAdmin();
  const body = newProduct();
  const added = await call('POST', '/api/products', { headers, body });
  assert.equal(added.status, 201);
  const path = added.headers.get('location') ?? '';
  assert.equal((await call('PATCH', path, { headers, body: { stock: 7 } })).status, 200);
  const product = (await (await call('GET', path)).json()) as Product;
  assert.equal(product.stock, 7);
});

test('a customer may not add a product', async () => {
  const headers = await signIn(await signUp());
  const response = await call('POST', '/api/products', { headers, body: newProduct() });
  assert.equal(response.status, 403);
});

async function page(path: string): Promise<Page> {
  const response = await call('GET', path);
  assert.equal(response.status, 200);
  return (await response.json()) as Page;
}

function newProduct() {
  const sku = `SMOKE-${randomUUID().slice(0, 8).toUpperCase()}`;
  return { sku, name: 'Smoke test', price: { amount: 100, currency: 'EUR' }, stock: 0 };
}

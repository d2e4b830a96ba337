import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { TestApplication } from '#test/application';
import { startSeeded } from './seeded-application.ts';

let app: TestApplication & { seed(): Promise<void> };
let admin: { authorization: string };

before(async () => {
  app = await startSeeded();
  admin = await app.signIn('admin');
});

after(() => app.close());

const mug = { name: 'Mug', price: { amount: 990, currency: 'EUR' }, stock: 4 };

test('the seed brings a dozen products, once', async () => {
  await app.seed();
  const { items } = (await get('/api/products?limit=100')).json();
  const seeded = items.filter(({ sku }: { sku: string }) => !sku.startsWith('TEST-'));
  assert.equal(seeded.length, 12);
});

test('pages follow one another until the last', async () => {
  const all = (await get('/api/products?limit=100')).json();
  assert.equal(all.nextCursor, null);
  const paged = [];
  let cursor = '';
  do {
    const page = (await get(`/api/products?limit=5${cursor}`)).json();
    paged.push(...page.items);
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
  } while (cursor);
  assert.deepEqual(paged, all.items);
});

for (const query of ['cursor=rubbish', 'limit=0', 'limit=101', 'limit=x']) {
  test(`a list with ${query} is refused`, async () => {
    assert.equal((await get(`/api/products?${query}`)).statusCode, 400);
  });
}

test('what has not changed is not sent again', async () => {
  const product = (await add()).json();
  for (const url of ['/api/products?limit=3', `/api/products/${product.id}`]) {
    const first = await get(url);
    assert.equal(first.headers['cache-control'], 'public, no-cache');
    const again = await get(url, { 'if-none-match': String(first.headers.etag) });
    assert.equal(again.statusCode, 304);
    assert.equal(again.body, '');
    assert.equal(again.headers.etag, first.headers.etag);
  }
});

test('what has changed is sent again', async () => {
  const added = await add();
  const url = `/api/products/${added.json().id}`;
  await change(url, { stock: 1 });
  const again = await get(url, { 'if-none-match': String(added.headers.etag) });
  assert.equal(again.statusCode, 200);
  assert.equal(again.json().stock, 1);
});

test('a product is where its location says', async () => {
  const added = await add();
  assert.equal(added.statusCode, 201);
  const found = await get(String(added.headers.location));
  assert.deepEqual(found.json(), added.json());
});

test('a change keeps what it does not name', async () => {
  const product = (await add()).json();
  const changed = await change(`/api/products/${product.id}`, { name: 'Cup' });
  assert.equal(changed.statusCode, 200);
  assert.deepEqual(changed.json(), { ...product, name: 'Cup', version: product.version + 1 });
});

test('of two changes from the same state only one is made', async () => {
  const added = await add();
  const url = `/api/products/${added.json().id}`;
  const headers = { 'if-match': String(added.headers.etag) };
  const responses = await Promise.all([
    change(url, { stock: 10 }, headers),
    change(url, { stock: 20 }, headers),
  ]);
  assert.deepEqual(responses.map(({ statusCode }) => statusCode).sort(), [200, 412]);
});

test('there is one product for each SKU', async () => {
  const { sku } = (await add()).json();
  assert.equal((await add({ sku })).statusCode, 409);
});

test('a product that is not there is not found', async () => {
  const url = `/api/products/${randomUUID()}`;
  assert.equal((await get(url)).statusCode, 404);
  assert.equal((await change(url, { stock: 1 })).statusCode, 404);
  assert.equal((await get('/api/products/1')).statusCode, 400);
});

for (const [fault, body] of Object.entries({
  'a negative stock': { stock: -1 },
  'a fraction of a cent': { price: { amount: 0.5, currency: 'EUR' } },
  'a price beyond the highest': { price: { amount: 1_000_000_001, currency: 'EUR' } },
  'an unknown currency': { price: { amount: 1, currency: 'euro' } },
  'a number as text': { stock: '5' },
  'another id': { id: randomUUID() },
  nothing: {},
})) {
  test(`a change to ${fault} is refused`, async () => {
    const product = (await add()).json();
    assert.equal((await change(`/api/products/${product.id}`, body)).statusCode, 400);
  });
}

test('only administrators add and change products, whatever they send', async () => {
  const product = (await add()).json();
  const customer = await app.signIn();
  const requests = [
    { method: 'POST', url: '/api/products', payload: { ...mug, sku: 'TEST-X' } },
    { method: 'PATCH', url: `/api/products/${product.id}`, payload: { stock: 0 } },
    { method: 'POST', url: '/api/products', payload: 'no JSON' },
    { method: 'PATCH', url: '/api/products/no-id', payload: { stock: -1 } },
  ] as const;
  for (const request of requests) {
    assert.equal((await app.server.inject(request)).statusCode, 401);
    const { authorization } = customer;
    const refused = await app.server.inject({ ...request, headers: { authorization } });
    assert.equal(refused.statusCode, 403);
  }
});

function get(url: string, headers: Record<string, string> = {}) {
  return app.server.inject({ url, headers });
}

function add(product: { sku?: string } = {}) {
  const sku = `TEST-${randomUUID().slice(0, 8).toUpperCase()}`;
  return app.server.inject({
    method: 'POST',
    url: '/api/products',
    headers: { authorization: admin.authorization },
    payload: { ...mug, sku, ...product },
  });
}

function change(url: string, payload: object, headers: Record<string, string> = {}) {
  const { authorization } = admin;
  return app.server.inject({
    method: 'PATCH',
    url,
    headers: { authorization, ...headers },
    payload,
  });
}

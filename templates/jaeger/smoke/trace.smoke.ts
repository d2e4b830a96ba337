import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { keepsTraces, readTrace, type TraceSpan } from './jaeger.ts';
import { call, signIn, signUp } from './session.ts';

const services = ['orders', 'payments', 'products'];

if (keepsTraces()) {
  test('an order is one trace, from each service to its database', async () => {
    const traceId = randomBytes(16).toString('hex');
    await placeOrder(`00-${traceId}-${randomBytes(8).toString('hex')}-01`);
    const spans = await traceOf(traceId);
    assert.deepEqual(servicesOf(spans), services);
    assert.deepEqual(servicesOf(spans.filter(({ isQuery }) => isQuery)), services);
  });
}

async function placeOrder(traceparent: string): Promise<void> {
  const headers = await signIn(await signUp());
  const response = await call('POST', '/api/orders', {
    headers: { ...headers, traceparent, 'idempotency-key': randomUUID() },
    body: {
      items: [{ productId: await anyProduct(), quantity: 1 }],
      paymentToken: 'tok_ok',
      shipTo: {
        name: 'Ada Lovelace',
        line1: '12 St James Square',
        city: 'London',
        postcode: 'SW1Y 4JH',
        country: 'GB',
      },
    },
  });
  assert.equal(response.status, 201);
}

async function anyProduct(): Promise<string | undefined> {
  const response = await call('GET', '/api/products');
  const { items } = (await response.json()) as { items: { id: string; stock: number }[] };
  return items.find(({ stock }) => stock > 0)?.id;
}

/** Services send their spans every few seconds. */
async function traceOf(traceId: string): Promise<readonly TraceSpan[]> {
  let spans: readonly TraceSpan[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    spans = readTrace(traceId);
    if (servicesOf(spans).length === services.length) return spans;
    await wait(1_000);
  }
  return spans;
}

function servicesOf(spans: readonly TraceSpan[]): string[] {
  return [...new Set(spans.map(({ service }) => service))].sort();
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { startTestService } from '@app/chassis/testing';
import { service } from '../service.ts';
import { shipTo } from './shop.ts';

/** Nothing listens on port 1. */
const DISCOVERY_URL = 'static:products=127.0.0.1:1,payments=127.0.0.1:1';

test('a service that is down opens its breaker, and orders still answers', async () => {
  const orders = await startTestService(service, { variables: { DISCOVERY_URL } });
  const { authorization } = await orders.signIn();
  const items = [{ productId: randomUUID(), quantity: 1 }];
  const breaker = async () =>
    (await orders.server.inject('/health/ready')).json().details['breaker of products'];
  assert.equal(await breaker(), 'closed');
  for (let attempt = 0; attempt < 6; attempt++) {
    const refused = await orders.server.inject({
      method: 'POST',
      url: '/api/orders',
      headers: { authorization, 'idempotency-key': randomUUID() },
      payload: { items, paymentToken: 'tok_ok', shipTo },
    });
    assert.equal(refused.statusCode, 503);
    assert.match(String(refused.headers['retry-after']), /^\d+$/);
  }
  assert.equal(await breaker(), 'open');
  await orders.close();
});

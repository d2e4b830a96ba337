import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { startTestService, type TestService } from '@app/chassis/testing';
import { type AnyEndpoint, routeOf } from '@app/contracts';
import { products } from '@app/contracts/products';
import { createServer, type Server } from '@app/http-server';
import { service } from '../service.ts';
import { type ProductsStandIn, productsStandIn } from './products-stand-in.ts';
import { shipTo } from './shop.ts';

/** Calls products over a real connection, and then takes products away. */

const catalogue = productsStandIn();
let callee: Server;
let orders: TestService<unknown>;
let authorization: string;

before(async () => {
  callee = await serve(catalogue);
  const { port } = callee.server.address() as AddressInfo;
  const DISCOVERY_URL = `static:products=127.0.0.1:${port},payments=127.0.0.1:1`;
  orders = await startTestService(service, { variables: { DISCOVERY_URL } });
  authorization = (await orders.signIn()).authorization;
});

after(async () => {
  await orders.close();
  await callee.close();
});

test('with products gone its breaker opens, and orders answers without it', async () => {
  const price = { amount: 250, currency: 'EUR' };
  const productId = catalogue.add({ name: 'Mug', price, stock: 1 });
  const items = [{ productId, quantity: 1 }];
  await untilQuoted(items);
  assert.equal(await breaker(), 'closed');

  await callee.close();
  for (let request = 0; request < 6; request++) {
    const refused = await post('/api/orders', { items, paymentToken: 'tok_ok', shipTo });
    assert.equal(refused.statusCode, 503);
    assert.match(String(refused.headers['retry-after']), /^\d+$/);
  }
  assert.equal(await breaker(), 'open');
  const quoted = await post('/api/orders/quote', { items });
  assert.deepEqual(quoted.json().total, price);
  assert.equal(quoted.json().source, 'cache');
});

/** On a busy machine the first call, which connects, may run into its timeout. */
async function untilQuoted(items: readonly object[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    const quoted = await post('/api/orders/quote', { items });
    if (quoted.statusCode === 200) return assert.equal(quoted.json().source, 'products');
    if (tries === 4) assert.fail(quoted.body);
  }
}

function post(url: string, payload: object) {
  const headers = { authorization, 'idempotency-key': randomUUID() };
  return orders.server.inject({ method: 'POST', url, headers, payload });
}

async function breaker(): Promise<string> {
  return (await orders.server.inject('/health/ready')).json().details['breaker of products'];
}

/** Serves what stands in for products as products is served. */
async function serve({ client }: ProductsStandIn): Promise<Server> {
  const endpoints: readonly AnyEndpoint[] = Object.values(products);
  const server = await createServer({
    name: 'products',
    logger: false,
    rateLimitPerMinute: 0,
    trustedProxies: false,
    readiness: {},
    limits: { maxEventLoopDelayMs: Number.POSITIVE_INFINITY },
    routes: {
      '': async (routes) => {
        for (const endpoint of endpoints) {
          routes.route({
            ...routeOf(endpoint),
            async handler({ params, body }, reply) {
              const answer = await client.send(endpoint, { params, body } as never);
              return reply.code(answer.status).send(answer.body);
            },
          });
        }
      },
    },
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  return server;
}

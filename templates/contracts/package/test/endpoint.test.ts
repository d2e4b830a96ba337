import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createServer, Type, Uuid } from '@app/http-server';
import { endpoint, pathOf, routeOf } from '../src/index.ts';

const rename = endpoint({
  callee: 'shelves',
  summary: 'Rename a shelf',
  method: 'PUT',
  path: '/internal/shelves/:shelfId/names/:language',
  params: Type.Object({ shelfId: Uuid, language: Type.String() }),
  body: Type.Object({ name: Type.String() }),
  responses: { 200: Type.Object({ name: Type.String() }) },
  repeatable: true,
});

const clear = endpoint({
  callee: 'shelves',
  summary: 'Clear a shelf',
  method: 'DELETE',
  path: '/internal/shelves/:shelfId',
  params: Type.Object({ shelfId: Uuid }),
  body: Type.Undefined(),
  responses: { 204: Type.Null() },
  repeatable: true,
});

async function openShelves() {
  return createServer({
    name: 'shelves',
    logger: false,
    rateLimitPerMinute: 0,
    trustedProxies: false,
    readiness: {},
    limits: { maxEventLoopDelayMs: Number.POSITIVE_INFINITY },
    routes: {
      '': async (server) => {
        server.route({
          ...routeOf(rename),
          handler: async ({ params, body }) => ({ name: `${params.language}: ${body.name}` }),
        });
        server.route({
          ...routeOf(clear),
          handler: async (_request, reply) => reply.code(204).send(null),
        });
      },
    },
  });
}

test('a parameter is one segment of the path, whatever it holds', () => {
  const params = { shelfId: 'a b', language: 'en/../../x' };
  assert.equal(pathOf(rename, params), '/internal/shelves/a%20b/names/en%2F..%2F..%2Fx');
});

test('a route is served as its endpoint says', async () => {
  const server = await openShelves();
  const url = pathOf(rename, { shelfId: randomUUID(), language: 'en' });
  const renamed = await server.inject({ method: 'PUT', url, payload: { name: 'tea' } });
  assert.deepEqual(renamed.json(), { name: 'en: tea' });
  const unnamed = await server.inject({ method: 'PUT', url, payload: {} });
  assert.equal(unnamed.statusCode, 400);
  await server.close();
});

test('an endpoint without a body takes none and may answer with none', async () => {
  const server = await openShelves();
  const url = pathOf(clear, { shelfId: randomUUID() });
  const cleared = await server.inject({ method: 'DELETE', url });
  assert.equal(cleared.statusCode, 204);
  assert.equal(cleared.body, '');
  await server.close();
});

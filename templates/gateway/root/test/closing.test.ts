import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newKeyPair } from '@app/chassis/testing';
import { closedPath } from '../conformance/examples.ts';
import { startStub } from '../conformance/stub-service.ts';
import { open } from '../conformance/target.ts';
import { accessToken } from '../conformance/tokens.ts';
import { readConfig } from '../embedded/config.ts';
import { createGateway } from '../embedded/gateway.ts';
import { routes } from '../routes.ts';

test('a gateway that closes waits for no stream of events', { timeout: 20_000 }, async () => {
  const keys = newKeyPair();
  const [route = assert.fail('the table is empty')] = routes;
  const stub = await startStub(route.service, 'a');
  const config = { UPSTREAMS: `${route.service}=127.0.0.1:${stub.port}` };
  const gateway = await createGateway(
    readConfig({ ...config, JWT_PUBLIC_KEY: keys.publicKey, RATE_LIMIT_PER_MINUTE: '0' }),
    false,
    { maxEventLoopDelayMs: Number.POSITIVE_INFINITY },
  );
  const url = await gateway.server.listen({ host: '127.0.0.1', port: 0 });
  const headers = { authorization: `Bearer ${await accessToken(keys)}` };
  const stream = await open(url, `${closedPath(route)}?stream`, { headers });
  const left = new Promise((resolve) => stream.once('close', resolve));
  stream.on('error', () => undefined).resume();
  await gateway.server.close();
  await gateway.close();
  await left;
  await stub.close();
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Stub, startStub } from '../conformance/stub-service.ts';
import { type Forwarder, forwarder } from '../embedded/forward.ts';
import { staticUpstreams } from '../embedded/upstreams.ts';

let stubs: Stub[];
let services: Forwarder;

before(async () => {
  stubs = [await startStub('orders', 'a'), await startStub('orders', 'b')];
  const instances = stubs.map(({ port }) => `orders=127.0.0.1:${port}`);
  services = forwarder(staticUpstreams(instances.join()), 100);
});

after(async () => {
  await services.close();
  await Promise.all(stubs.map((stub) => stub.close()));
});

test('an instance that hangs is given up, and no second one is made to hang', async () => {
  await assert.rejects(send('GET', '/api/orders?hang'), { status: 504, code: 'gateway-timeout' });
  assert.equal(
    stubs.reduce((total, stub) => total + stub.seen('hanging'), 0),
    1,
  );
});

test('requests go to the instances in turn', async () => {
  const first = JSON.parse(await send('GET', '/api/orders')) as { instance: string };
  const second = JSON.parse(await send('GET', '/api/orders')) as { instance: string };
  assert.notEqual(first.instance, second.instance);
});

test('a service without an instance is a bad gateway', async () => {
  const lonely = forwarder(staticUpstreams('orders=127.0.0.1:1'));
  const request = { method: 'POST', path: '/', headers: {}, body: undefined };
  await assert.rejects(lonely.send('orders', request), { status: 502 });
  await assert.rejects(lonely.send('payments', request), { status: 502 });
  await lonely.close();
});

async function send(method: string, path: string): Promise<string> {
  const headers = { 'x-request-id': 'hanging' };
  const answer = await services.send('orders', { method, path, headers, body: undefined });
  return Buffer.concat(await answer.body.toArray()).toString();
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Stub, startStub } from '../conformance/stub-service.ts';
import { type Forwarder, forwarder } from '../embedded/forward.ts';
import { staticUpstreams } from '../embedded/upstreams.ts';

let stubs: Stub[];
let services: Forwarder;
/** For those who hang; what works may take its time on a busy machine. */
let impatient: Forwarder;

before(async () => {
  stubs = [await startStub('orders', 'a'), await startStub('orders', 'b')];
  const instances = stubs.map(({ port }) => `orders=127.0.0.1:${port}`);
  services = forwarder(staticUpstreams(instances.join()));
  impatient = forwarder(staticUpstreams(instances.join()), 1_000);
});

after(async () => {
  await services.close();
  await impatient.close();
  await Promise.all(stubs.map((stub) => stub.close()));
});

test('an instance that hangs is given up, and no second one is made to hang', async () => {
  const hanging = send('/api/orders?hang', impatient);
  await assert.rejects(hanging, { status: 504, code: 'gateway-timeout' });
  assert.equal(
    stubs.reduce((total, stub) => total + stub.seen('hanging'), 0),
    1,
  );
});

test('requests go to the instances in turn', async () => {
  const first = JSON.parse(await send('/api/orders')) as { instance: string };
  const second = JSON.parse(await send('/api/orders')) as { instance: string };
  assert.notEqual(first.instance, second.instance);
});

test('a service without an instance is a bad gateway', async () => {
  const lonely = forwarder(staticUpstreams('orders=127.0.0.1:1'));
  const request = { method: 'POST', path: '/', headers: {}, body: undefined };
  await assert.rejects(lonely.send('orders', request), { status: 502 });
  await assert.rejects(lonely.send('payments', request), { status: 502 });
  await lonely.close();
});

async function send(path: string, through = services): Promise<string> {
  const headers = { 'x-request-id': 'hanging' };
  const request = { method: 'GET', path, headers, body: undefined };
  const answer = await through.send('orders', request);
  return Buffer.concat(await answer.body.toArray()).toString();
}

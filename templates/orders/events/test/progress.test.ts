import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, test } from 'node:test';
import * as events from '@app/contracts/order-events';
import { openStreams } from '../http/open-streams.ts';
import { serverSentEvents } from '../http/server-sent-events.ts';
import { progressOf } from '../progress.ts';
import { startApplication, type TestApplication } from './application.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

async function place() {
  const customer = await app.signIn();
  const mug = await app.addProduct();
  const { id } = (await app.order(customer, { [mug]: 1 })).json();
  return { customer, id };
}

const decline = (id: string) => app.say(events.paymentDeclined, id, { reason: 'payment_declined' });

test('a stream tells of each change until the order is at rest', async () => {
  const { customer, id } = await place();
  const stream = app.request(customer, 'GET', `/api/orders/${id}/progress`);
  await decline(id);
  const { statusCode, headers, body } = await stream;
  assert.equal(statusCode, 200);
  assert.equal(headers['content-type'], 'text/event-stream');
  assert.equal(headers['x-accel-buffering'], 'no');
  assert.deepEqual(eventsIn(body), [
    ['1', 'orders.order-placed', 'pending'],
    ['2', 'payments.payment-declined', 'pending'],
    ['3', 'orders.order-rejected', 'rejected'],
  ]);
});

test('a client that comes back hears what it has missed, and at the end nothing', async () => {
  const { customer, id } = await place();
  await decline(id);
  const resume = (version: string) =>
    app.request(customer, 'GET', `/api/orders/${id}/progress`, {
      headers: { 'last-event-id': version },
    });
  assert.deepEqual(eventsIn((await resume('2')).body), [
    ['3', 'orders.order-rejected', 'rejected'],
  ]);
  assert.equal((await resume('3')).statusCode, 204);
  assert.equal((await resume('x')).statusCode, 400);
});

test('silence is broken, and ends when nobody listens', async () => {
  const { id } = await place();
  const ended = new AbortController();
  const changes = progressOf(app.store, id, { after: 0, past: 1, signal: ended.signal });
  const heard: string[] = [];
  for await (const text of serverSentEvents(changes, 10)) {
    heard.push(text);
    if (heard.length === 4) ended.abort();
  }
  const [retry, event, ...silences] = heard;
  assert.match(String(retry), /^retry: \d+\n\n$/);
  assert.equal(eventsIn(String(event)).length, 1);
  assert.deepEqual(new Set(silences), new Set([': nothing new\n\n']));
});

test('a stream of an order that was at rest, and is not any more, goes on', async () => {
  const { customer, id } = await place();
  await app.say(events.paymentReserved, id, { total: { amount: 250, currency: 'EUR' } });
  await app.say(events.stockReserved, id, {});
  await app.say(events.shipmentCreated, id, { shipmentId: id });
  await app.request(customer, 'POST', `/api/orders/${id}/cancel`);
  const stream = app.request(customer, 'GET', `/api/orders/${id}/progress`, {
    headers: { 'last-event-id': '5' },
  });
  for (const kind of [events.shipmentCancelled, events.stockReleased, events.paymentReleased]) {
    await app.say(kind, id, {});
  }
  const { body } = await stream;
  assert.deepEqual(eventsIn(body).at(0), ['6', 'orders.cancellation-requested', 'cancelling']);
  assert.deepEqual(eventsIn(body).at(-1)?.slice(1), ['orders.order-cancelled', 'cancelled']);
});

test('a closing server ends its streams', async () => {
  const closing = await startApplication();
  const customer = await closing.signIn();
  const mug = await closing.addProduct();
  const { id } = (await closing.order(customer, { [mug]: 1 })).json();
  const address = await closing.server.listen({ port: 0, host: '127.0.0.1' });
  const response = await fetch(`${address}/api/orders/${id}/progress`, { headers: customer });
  assert.equal(response.headers.get('connection'), 'close');
  const reader = response.body?.getReader();
  assert.match(new TextDecoder().decode((await reader?.read())?.value), /retry/);
  const rest = (async () => {
    while (!(await reader?.read())?.done) {}
  })();
  await Promise.all([closing.close(), rest]);
});

test('so many streams are open at a time, each for so long', async () => {
  const { streams, close } = openOne({ ms: 20 });
  const first = new EventEmitter();
  const signal = streams.open(connectionOf(first));
  assert.equal(streams.open(connectionOf()), undefined);
  first.emit('close');
  assert.equal(signal?.aborted, true);
  const second = streams.open(connectionOf());
  assert.ok(second);
  await once(second, 'abort');
  assert.equal(streams.open(connectionOf()), undefined, 'the connection is still there');
  await close();
});

test('who hangs up before the stream begins takes no place', async () => {
  const { streams, close } = openOne({ ms: 60_000 });
  assert.equal(streams.open({ ...connectionOf(), closed: true })?.aborted, true);
  const next = streams.open(connectionOf());
  assert.equal(next?.aborted, false);
  await close();
  assert.equal(next?.aborted, true);
  assert.equal(streams.open(connectionOf()), undefined, 'a closing server takes no more');
});

/** Streams of which one may be open, and how their server closes. */
function openOne({ ms }: { ms: number }) {
  const hooks: (() => Promise<void>)[] = [];
  const server = { addHook: (_: string, hook: () => Promise<void>) => void hooks.push(hook) };
  const close = async () => {
    for (const hook of hooks) await hook();
  };
  return { streams: openStreams(server as never, { count: 1, ms }), close };
}

function connectionOf(emitter = new EventEmitter()) {
  return { closed: false, once: emitter.once.bind(emitter) as never };
}

/** Id, type and status of each event. */
function eventsIn(body: string): string[][] {
  return [...body.matchAll(/^id: (\d+)\ndata: (.*)$/gm)].map(([, id = '', data = '']) => {
    const { type, status } = JSON.parse(data);
    return [id, type, status];
  });
}

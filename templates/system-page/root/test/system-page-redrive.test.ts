import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase, until } from '@app/chassis/testing';
import { emailQueue } from '@app/contracts/email-tasks';
import { userEvents } from '@app/contracts/user-events';
import { type EventLog, openEventLog, prepareEventLog } from '@app/event-log';
import { createServer, type Server } from '@app/http-server';
import { openTaskQueue, prepareTaskQueue, type TaskQueue } from '@app/task-queue';
import { createBrokerWatch } from '../scripts/dev/system-page/broker-watch.ts';
import { listen, RecentEvents } from '../scripts/dev/system-page/recent-events.ts';
import { systemPageRoutes } from '../scripts/dev/system-page/routes.ts';

const group = 'email';
const host = '127.0.0.1:8080';
const origin = `http://${host}`;
const silent = { info: () => undefined, warn: () => undefined };
const once = { attempts: 1, backoffMs: 1 };
const message = () => ({ id: randomUUID(), key: 'somebody', headers: {}, body: '{' });

let database: TestDatabase;
let events: EventLog;
let tasks: TaskQueue;
let server: Server;
/** Whether consumers have learned to handle what comes. */
let repaired = false;
const handled: string[] = [];

async function handle({ id }: { readonly id: string }): Promise<void> {
  if (!repaired) throw new Error('no mail to eve@example.com & others');
  handled.push(id);
}

before(async () => {
  database = await createTestDatabase();
  const { url, ownerUrl } = database;
  await prepareEventLog({ url, ownerUrl, log: () => undefined });
  await prepareTaskQueue({ url, ownerUrl, log: () => undefined });
  events = openEventLog({ url, clientId: 'test', log: silent });
  tasks = openTaskQueue({ url, clientId: 'test', log: silent });
  const [topic, queue] = [userEvents.name, emailQueue.name];
  await events.declare([{ name: topic, partitions: 1, retentionMs: 3_600_000 }]);
  await tasks.declare([queue]);
  const watched = { groups: [group], topics: [userEvents], queues: [emailQueue] };
  const recent = new RecentEvents();
  listen(events, [userEvents], recent);
  server = await createServer({
    name: 'system-page',
    logger: false,
    rateLimitPerMinute: 0,
    trustedProxies: false,
    readiness: {},
    limits: { maxEventLoopDelayMs: Number.POSITIVE_INFINITY },
    routes: {
      '/_system': systemPageRoutes(recent, createBrokerWatch({ events, tasks, ...watched })),
    },
  });
  events.subscribe({ group, topics: [topic], handle, ...once });
  tasks.work({ queue, prefetch: 1, handle, ...once });
});

after(async () => {
  await server.close();
  await Promise.all([events.close(), tasks.close()]);
  await database.close();
});

async function read(): Promise<string> {
  const answer = await server.inject({ url: '/_system', headers: { host } });
  assert.equal(answer.statusCode, 200);
  return answer.body;
}

function send(fields: Record<string, string>, headers: Record<string, string> = { host, origin }) {
  return server.inject({
    method: 'POST',
    url: '/_system/redrive',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

test('dead letters are shown with their reason, and given to their consumer once more', async () => {
  const [event, other, task] = [message(), message(), message()];
  await events.publish(userEvents.name, [event, other]);
  await tasks.enqueue(emailQueue.name, [task]);
  const sent = [event, other, task];
  await until(async () => {
    const text = await read();
    return sent.every(({ id }) => text.includes(id));
  });
  assert.match(await read(), /no mail to \[e-mail address\] &#38; others/);
  repaired = true;
  const ofGroup = { topic: userEvents.name, group };
  assert.equal((await send({ ...ofGroup, id: event.id })).statusCode, 303);
  await until(() => handled.length === 1);
  assert.deepEqual(handled, [event.id]);
  assert.ok((await read()).includes(other.id));
  assert.equal((await send(ofGroup)).headers.location, '/_system');
  assert.equal((await send({ queue: emailQueue.name })).statusCode, 303);
  await until(() => handled.length === 3);
  assert.deepEqual(new Set(handled), new Set(sent.map(({ id }) => id)));
  assert.match(await read(), /nothing was given up/);
});

test('what the page shows of the flow is what came, readable or not', async () => {
  await events.publish(userEvents.name, [message()]);
  await until(async () => (await read()).includes('unparsable: the body is not JSON'));
});

test('a form on a page elsewhere redrives nothing', async () => {
  const queue = { queue: emailQueue.name };
  const foreign = [
    { host },
    { host, origin: 'null' },
    { host, origin: 'http://evil.example' },
    { host, origin: 'http://127.0.0.1:8081' },
    { host: 'evil.example', origin: 'http://evil.example' },
  ];
  for (const headers of foreign) assert.equal((await send(queue, headers)).statusCode, 403);
});

test('a name elsewhere that leads here gets no page', async () => {
  const answer = await server.inject({ url: '/_system', headers: { host: 'evil.example:8080' } });
  assert.equal(answer.statusCode, 403);
  for (const name of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080']) {
    const own = await server.inject({ url: '/_system', headers: { host: name } });
    assert.equal(own.statusCode, 200);
  }
});

test('only what there is can be redriven', async () => {
  const unknown = [{ queue: 'other' }, { topic: userEvents.name, group: 'other' }];
  for (const fields of unknown) assert.equal((await send(fields)).statusCode, 404);
  const wrong = [{}, { topic: userEvents.name }, { queue: emailQueue.name, id: 'x' }];
  for (const fields of wrong) assert.equal((await send(fields)).statusCode, 400);
});

test('the page holds no script of its own, and browsers may say where its forms come from', async () => {
  const { body, headers } = await server.inject({ url: '/_system', headers: { host } });
  assert.equal(headers['referrer-policy'], 'same-origin');
  assert.doesNotMatch(body, /<script(?![^>]* src=)|<style| style=| on\w+=/);
  const assets = [...body.matchAll(/(?:src|href)="(\/_system\/[^"]+)"/g)].map(([, path]) => path);
  assert.equal(assets.length, 2);
  for (const path of assets) {
    const asset = await server.inject({ url: String(path), headers: { host } });
    assert.equal(asset.statusCode, 200);
  }
});

test('a stream says when there is something new, and ends with the server', async () => {
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const stream = await fetch(`${address}/_system/changes`);
  assert.equal(stream.headers.get('content-type'), 'text/event-stream');
  let heard = '';
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard += new TextDecoder().decode(chunk);
  })();
  await until(() => heard.startsWith('retry:'));
  await events.publish(userEvents.name, [message()]);
  await until(() => heard.includes('data: changed\n\n'));
  await server.close();
  await reading;
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openCallees, type Policy, withBudget } from '../src/index.ts';
import { answers, type Behaviour, breaksOff, hangs, startFakeCallee } from './fake-callee.ts';
import { build, find, openClient, tea } from './shelves.ts';

async function prepare(t: TestContext, behaviour: Behaviour, policy: Partial<Policy> = {}) {
  const callee = await startFakeCallee(behaviour);
  const opened = openClient([callee.instance], policy);
  t.after(async () => {
    await callee.stop();
    await opened.callees.close();
  });
  return { callee, ...opened };
}

const found = answers(200, { name: 'tea' });

test('an answer of the contract comes back with its status', async (t) => {
  const { client, callee } = await prepare(t, found);
  assert.deepEqual(await client.send(find, tea), { status: 200, body: { name: 'tea' } });
  callee.behaveAs(answers(404, { type: 'urn:problem:not-found' }));
  const missing = await client.send(find, tea);
  assert.equal(missing.status, 404);
  callee.behaveAs((_request, response) => response.writeHead(201).end());
  const built = await client.send(build, { params: {}, body: { name: 'tea' } });
  assert.deepEqual(built, { status: 201, body: null });
});

test('a call says who calls, how long it waits, and for which request', async (t) => {
  const { client, callee } = await prepare(t, found, { attemptTimeoutMs: 60_000 });
  await withBudget(30_000, () => client.send(find, tea), 'request-1');
  const headers = callee.requests[0]?.headers ?? {};
  assert.equal(headers.authorization, 'Bearer a token of the caller');
  assert.equal(headers['x-request-id'], 'request-1');
  const told = Number(headers['x-request-timeout-ms']);
  assert.ok(told > 0 && told <= 30_000, 'what is left of the budget');
});

test('a budget inside another takes its place, and keeps the request', async (t) => {
  const { client, callee } = await prepare(t, found, { attemptTimeoutMs: 60_000 });
  const work = () => withBudget(50_000, () => client.send(find, tea));
  await withBudget(0, work, 'request-1');
  const headers = callee.requests[0]?.headers ?? {};
  assert.ok(Number(headers['x-request-timeout-ms']) > 0);
  assert.equal(headers['x-request-id'], 'request-1');
});

test('nothing is sent once nobody waits any more', async (t) => {
  const { client, callee } = await prepare(t, found);
  const late = withBudget(0, () => client.send(find, tea));
  await assert.rejects(late, { name: 'CalleeUnavailable', reason: 'timeout' });
  assert.equal(callee.requests.length, 0);
});

test('what may be repeated is, after a failure', async (t) => {
  const { client, callee } = await prepare(t, (_request, response) => {
    callee.behaveAs(found);
    response.writeHead(500).end();
  });
  assert.equal((await client.send(find, tea)).status, 200);
  assert.equal(callee.requests.length, 2);
});

/** Time enough for a request to arrive on a busy machine. */
const patient = { attemptTimeoutMs: 1_000 };

test('what may not be repeated is not', async (t) => {
  for (const behaviour of [answers(500, {}), breaksOff, hangs]) {
    const { client, callee } = await prepare(t, behaviour, patient);
    await assert.rejects(client.send(build, { params: {}, body: { name: 'tea' } }));
    assert.equal(callee.requests.length, 1);
  }
});

test('a dead callee has failed, a hanging one has timed out', async (t) => {
  const { client, callee } = await prepare(t, hangs, { ...patient, attempts: 2 });
  await assert.rejects(client.send(find, tea), { reason: 'timeout', statusCode: 503 });
  assert.equal(callee.requests.length, 1, 'who hangs is not waited for twice');
  await callee.stop();
  await assert.rejects(client.send(find, tea), { reason: 'failed', callee: 'shelves' });
});

test('an answer that stops in the middle has timed out', async (t) => {
  const { client } = await prepare(
    t,
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"name":');
    },
    { attemptTimeoutMs: 50, attempts: 1 },
  );
  await assert.rejects(client.send(find, tea), { reason: 'timeout' });
});

test('a slow callee is waited for', async (t) => {
  const { client } = await prepare(t, (request, response) => {
    setTimeout(() => found(request, response), 50);
  });
  assert.equal((await client.send(find, tea)).status, 200);
});

test('an answer that is not in the contract is a defect, and not repeated', async (t) => {
  const wrong: Behaviour[] = [
    answers(200, { name: 7 }),
    answers(418, {}),
    (_request, response) => response.end('not JSON'),
  ];
  for (const behaviour of wrong) {
    const { client, callee, callees } = await prepare(t, behaviour);
    for (let call = 0; call < 10; call++) {
      await assert.rejects(client.send(find, tea), { reason: 'unexpected' });
    }
    assert.equal(callee.requests.length, 10);
    assert.deepEqual(callees.states(), { shelves: 'closed' });
  }
});

test('retries are a share of the calls', async (t) => {
  const breaker = { failurePercentage: 100, minimumAttempts: 1_000, windowMs: 60_000, resetMs: 1 };
  const { client, callee } = await prepare(t, answers(503, {}), { breaker, attempts: 2 });
  for (let call = 0; call < 100; call++) await assert.rejects(client.send(find, tea));
  const retries = callee.requests.length - 100;
  assert.ok(retries >= 10 && retries <= 20, `${retries} retries of 100 calls`);
});

test('no more calls are in flight at once than the callee is allowed', async (t) => {
  const { client, callee } = await prepare(t, hangs, { ...patient, concurrency: 2 });
  const calls = [1, 2, 3].map(() => client.send(build, { params: {}, body: { name: 'tea' } }));
  const outcomes = await Promise.allSettled(calls);
  const reasons = outcomes.map((one) => one.status === 'rejected' && one.reason.reason);
  assert.deepEqual(reasons, ['timeout', 'timeout', 'saturated']);
  assert.equal(callee.requests.length, 2);
});

test('a service nobody knows has no instance', async (t) => {
  const { client, callees } = openClient([]);
  t.after(() => callees.close());
  await assert.rejects(client.send(find, tea), { reason: 'no-instance' });
});

test('a retry goes to another instance, and one that keeps failing is left alone', async (t) => {
  const broken = await startFakeCallee(answers(500, {}));
  const healthy = await startFakeCallee(found);
  const { client, callees } = openClient([broken.instance, healthy.instance]);
  t.after(() => Promise.all([broken.stop(), healthy.stop(), callees.close()]));
  for (let call = 0; call < 40; call++) assert.equal((await client.send(find, tea)).status, 200);
  assert.ok(broken.requests.length >= 1 && broken.requests.length < 10);
  assert.ok(healthy.requests.length >= 40);
  assert.deepEqual(callees.states(), { shelves: 'closed' }, 'one instance is not the callee');
});

test('after a timeout each other instance is tried, once', async (t) => {
  const hanging = [await startFakeCallee(hangs), await startFakeCallee(hangs)];
  const instances = hanging.map(({ instance }) => instance);
  const { client, callees } = openClient(instances, { ...patient, attempts: 3 });
  t.after(() => Promise.all([...hanging.map((callee) => callee.stop()), callees.close()]));
  await assert.rejects(client.send(find, tea), { reason: 'timeout' });
  assert.deepEqual(
    hanging.map(({ requests }) => requests.length),
    [1, 1],
  );
});

test('only services that were named can be called', async (t) => {
  const { callees } = openClient([]);
  t.after(() => callees.close());
  assert.throws(() => callees.connect('payments'), /payments is not among the services/);
});

test('callees are looked up before the first call', async (t) => {
  const asked: string[] = [];
  const directory = {
    async instancesOf(service: string) {
      asked.push(service);
      return [];
    },
  };
  const log = { info: () => undefined, warn: () => undefined };
  const names = ['shelves', 'carts'];
  const callees = openCallees({ names, directory, tokens: new Map(), log });
  t.after(() => callees.close());
  assert.deepEqual(asked, ['shelves', 'carts']);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultPolicy } from '../src/policy.ts';
import { answers, type Behaviour, hangs, startFakeCallee } from './fake-callee.ts';
import { find, type Opened, openClient, tea } from './shelves.ts';

const found = answers(200, { name: 'tea' });
const never = 60_000;
const short = 200;

interface Patience {
  readonly resetMs?: number;
  readonly attempts?: number;
  /** Short only where the callee hangs: what works may take its time on a busy machine. */
  readonly attemptTimeoutMs?: number;
}

/** Opens after four failures, and is half open soon after. */
async function prepare(
  t: TestContext,
  behaviour: Behaviour,
  { resetMs = 50, attempts = 1, attemptTimeoutMs = never }: Patience = {},
) {
  const callee = await startFakeCallee(behaviour);
  const opened = openClient([callee.instance], {
    attempts,
    attemptTimeoutMs,
    breaker: { failurePercentage: 50, minimumAttempts: 4, windowMs: 60_000, resetMs },
  });
  t.after(async () => {
    await callee.stop();
    await opened.callees.close();
  });
  return { callee, ...opened };
}

async function fail({ client }: Opened, times: number): Promise<void> {
  for (let call = 0; call < times; call++) await assert.rejects(client.send(find, tea));
}

async function untilHalfOpen({ callees }: Opened): Promise<void> {
  while (callees.states().shelves !== 'half-open') await wait(5);
}

for (const [kind, behaviour, attemptTimeoutMs] of [
  ['failing', answers(500, {}), never],
  ['hanging', hangs, short],
] as const) {
  test(`the breaker opens on a ${kind} callee, and then nothing is sent`, async (t) => {
    const opened = await prepare(t, behaviour, { resetMs: never, attemptTimeoutMs });
    await fail(opened, 4);
    assert.deepEqual(opened.callees.states(), { shelves: 'open' });
    const sent = opened.callee.requests.length;
    await assert.rejects(opened.client.send(find, tea), { reason: 'open', statusCode: 503 });
    assert.equal(opened.callee.requests.length, sent);
    assert.deepEqual(opened.lines, ['a breaker opened: the callee mostly fails']);
  });
}

test('by default, one caller that waits for one timeout after another opens it, too', () => {
  const { attemptTimeoutMs, breaker } = defaultPolicy;
  assert.ok(breaker.windowMs > (breaker.minimumAttempts + 1) * attemptTimeoutMs);
});

test('the breaker opens on a callee that is gone', async (t) => {
  const opened = await prepare(t, found, { resetMs: never });
  await opened.callee.stop();
  await fail(opened, 4);
  await assert.rejects(opened.client.send(find, tea), { reason: 'open' });
});

test('every attempt of a call that failed counts', async (t) => {
  const opened = await prepare(t, answers(500, {}), { resetMs: never, attempts: 2 });
  await fail(opened, 2);
  assert.equal(opened.callee.requests.length, 4);
  assert.deepEqual(opened.callees.states(), { shelves: 'open' });
});

test('few failures, and answers of the contract, leave the breaker closed', async (t) => {
  const opened = await prepare(t, answers(500, {}), { resetMs: never });
  await fail(opened, 3);
  opened.callee.behaveAs(answers(404, { type: 'urn:problem:not-found' }));
  for (let call = 0; call < 10; call++) await opened.client.send(find, tea);
  assert.deepEqual(opened.callees.states(), { shelves: 'closed' });
});

test('one call may try after a while, and closes the breaker when it works', async (t) => {
  const opened = await prepare(t, answers(500, {}));
  await fail(opened, 4);
  await untilHalfOpen(opened);
  opened.callee.behaveAs(found);
  assert.equal((await opened.client.send(find, tea)).status, 200);
  assert.deepEqual(opened.callees.states(), { shelves: 'closed' });
  assert.equal((await opened.client.send(find, tea)).status, 200);
});

test('of many calls only one tries, and opens the breaker again when it fails', async (t) => {
  const opened = await prepare(t, answers(500, {}), { attemptTimeoutMs: 1_000 });
  await fail(opened, 4);
  await untilHalfOpen(opened);
  opened.callee.behaveAs(hangs);
  const sent = opened.callee.requests.length;
  const calls = await Promise.allSettled([1, 2, 3].map(() => opened.client.send(find, tea)));
  const reasons = calls.map((one) => one.status === 'rejected' && one.reason.reason);
  assert.deepEqual(reasons.sort(), ['open', 'open', 'timeout']);
  assert.equal(opened.callee.requests.length, sent + 1);
  assert.notDeepEqual(opened.callees.states(), { shelves: 'closed' });
});

test('what calls came to, and the state of the breaker, are metrics', async (t) => {
  const opened = await prepare(t, found, { resetMs: never });
  await opened.client.send(find, tea);
  opened.callee.behaveAs(answers(418, {}));
  await fail(opened, 1);
  opened.callee.behaveAs(answers(500, {}));
  await fail(opened, 5);
  const text = await opened.callees.metrics.metrics();
  assert.match(
    text,
    /callee_attempt_duration_seconds_count\{callee="shelves",outcome="answered"\} 1/,
  );
  assert.match(text, /callee_calls_total\{callee="shelves",outcome="answered"\} 1\n/);
  assert.match(text, /callee_calls_total\{callee="shelves",outcome="failed"\} 3\n/);
  assert.match(text, /callee_calls_total\{callee="shelves",outcome="open"\} 2\n/);
  assert.match(text, /callee_breaker_state\{callee="shelves",state="open"\} 1\n/);
  assert.match(text, /callee_breaker_state\{callee="shelves",state="closed"\} 0\n/);
  assert.match(
    text,
    /callee_attempt_duration_seconds_count\{callee="shelves",outcome="failed"\} 3/,
  );
});

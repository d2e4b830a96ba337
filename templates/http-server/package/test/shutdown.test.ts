import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

test('what is in flight is finished, then everything is closed, then the process ends', async () => {
  const { child, url, messages } = await start({ drainMs: 0, deadlineMs: 10_000 });
  const answer = fetch(`${url}/probe/slow`);
  await messages.until('in flight', answer);
  child.kill('SIGTERM');
  const response = await answer;
  assert.equal(response.status, 200);
  assert.equal(await response.text(), 'finished');
  assert.deepEqual(await ended(child), [0, null]);
  assert.equal(messages.received.at(-1), 'closed');
});

test('while draining it serves, but is not ready', async () => {
  const { child, url } = await start({ drainMs: 1_000, deadlineMs: 10_000 });
  child.kill('SIGTERM');
  let ready: Response;
  do ready = await fetch(`${url}/health/ready`);
  while (ready.status === 200);
  assert.equal(((await ready.json()) as { status: string }).status, 'draining');
  assert.equal((await fetch(`${url}/probe/slow`)).status, 200);
  assert.deepEqual(await ended(child), [0, null]);
});

test('a request that never ends does not keep it past the deadline', async () => {
  const { child, url, messages } = await start({ drainMs: 0, deadlineMs: 200 });
  const answer = fetch(`${url}/probe/hangs`);
  await messages.until('in flight', answer);
  answer.catch(() => undefined);
  child.kill('SIGTERM');
  assert.deepEqual(await ended(child), [1, null]);
});

test('a second signal ends it at once', async () => {
  const { child, url, messages } = await start({ drainMs: 0, deadlineMs: 60_000 });
  const answer = fetch(`${url}/probe/hangs`);
  await messages.until('in flight', answer);
  answer.catch(() => undefined);
  child.kill('SIGTERM');
  child.kill('SIGINT');
  assert.deepEqual(await ended(child), [1, null]);
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly messages: Messages;
}

async function start(times: { drainMs: number; deadlineMs: number }): Promise<Started> {
  const fixture = `${import.meta.dirname}/shutdown-fixture.ts`;
  const child = fork(fixture, [times.drainMs, times.deadlineMs].map(String));
  const messages = new Messages(child);
  const [url] = await once(child, 'message');
  return { child, url, messages };
}

/** Everything a child process has told us. */
class Messages {
  readonly received: unknown[] = [];
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => this.received.push(message));
  }

  /** Waits for a message that comes before the answer, and fails when the answer is there first. */
  async until(message: string, answer: Promise<Response>): Promise<void> {
    const tooEarly = answer.then(({ status }) => assert.fail(`${status} before "${message}"`));
    while (!this.received.includes(message)) {
      await Promise.race([once(this.#child, 'message'), tooEarly]);
    }
    tooEarly.catch(() => undefined);
  }
}

async function ended(child: ChildProcess): Promise<unknown[]> {
  return child.exitCode === null ? once(child, 'exit') : [child.exitCode, child.signalCode];
}

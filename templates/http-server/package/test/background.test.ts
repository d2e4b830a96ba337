import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { repeatInBackground } from '../src/index.ts';
import { probeServer } from './probe-server.ts';

test('while the server listens, a pass starts every few seconds unless one is under way', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const passes: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const server = await probeServer(async (routes) => {
    repeatInBackground(routes, ({ signal }) => {
      signals.push(signal);
      return new Promise((resolve) => passes.push(resolve));
    });
  });
  t.mock.timers.tick(10_000);
  assert.equal(passes.length, 0);

  await server.listen({ port: 0 });
  t.mock.timers.tick(10_000);
  assert.equal(passes.length, 1);

  passes[0]?.();
  await new Promise(setImmediate);
  t.mock.timers.tick(5_000);
  assert.equal(passes.length, 2);

  const signal = signals[1];
  assert.ok(signal && !signal.aborted);
  const closing = server.close();
  await once(signal, 'abort');
  passes[1]?.();
  await closing;
  t.mock.timers.tick(5_000);
  assert.equal(passes.length, 2);
});

test('a pass starts at once when it is asked for, or after the one that is under way', async () => {
  const passes: (() => void)[] = [];
  let wake: () => void = () => assert.fail('the server has no routes yet');
  const server = await probeServer(async (routes) => {
    wake = repeatInBackground(routes, () => new Promise((resolve) => passes.push(resolve)));
  });
  wake();
  assert.equal(passes.length, 0);

  await server.listen({ port: 0 });
  wake();
  assert.equal(passes.length, 1);
  wake();
  wake();
  passes[0]?.();
  await new Promise(setImmediate);
  assert.equal(passes.length, 2);
  passes[1]?.();
  await new Promise(setImmediate);
  assert.equal(passes.length, 2);

  await server.close();
  wake();
  assert.equal(passes.length, 2);
});

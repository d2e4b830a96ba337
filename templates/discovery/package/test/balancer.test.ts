import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Balancer, type Instance } from '../src/index.ts';

const [first, second, third] = [1, 2, 3].map((port) => ({ host: 'h', port })) as [
  Instance,
  Instance,
  Instance,
];

/** Random numbers that the test has chosen, again and again. */
function chosen(...numbers: readonly number[]): () => number {
  let index = 0;
  return () => numbers[index++ % numbers.length] ?? 0;
}

test('of two, the one with fewer requests in flight is taken', () => {
  const balancer = new Balancer({ random: chosen(0) });
  const leases = [1, 2, 3, 4].map(() => balancer.take([first, second]));
  assert.deepEqual(
    leases.map((lease) => lease?.instance.port),
    [1, 2, 1, 2],
  );
  leases[0]?.done(true);
  leases[2]?.done(true);
  assert.equal(balancer.take([first, second])?.instance, first);
});

test('a slow instance is given less than its share', () => {
  const balancer = new Balancer();
  const taken = new Map<number, number>();
  for (let request = 0; request < 300; request++) {
    const lease = balancer.take([first, second, third]);
    const port = lease?.instance.port ?? 0;
    taken.set(port, (taken.get(port) ?? 0) + 1);
    if (port !== first.port) lease?.done(true);
  }
  assert.equal(taken.get(first.port), 1);
});

test('no instance, no lease', () => {
  assert.equal(new Balancer().take([]), undefined);
});

test('the one to avoid is taken only when there is no other', () => {
  const balancer = new Balancer();
  for (let time = 0; time < 20; time++) {
    assert.equal(balancer.take([first, second], first)?.instance, second);
  }
  assert.equal(balancer.take([first], first)?.instance, first);
});

test('an instance that fails three times in a row is left alone for a while', () => {
  let now = 0;
  const balancer = new Balancer({ now: () => now, ejectAfter: 3, ejectForMs: 100 });
  const fail = () => balancer.take([first])?.done(false);
  const taken = () =>
    new Set(
      Array.from({ length: 50 }, () => {
        const lease = balancer.take([first, second]);
        lease?.done(true);
        return lease?.instance;
      }),
    );
  fail();
  fail();
  assert.deepEqual(taken(), new Set([first, second]), 'two are not enough, and success forgives');
  for (let time = 0; time < 3; time++) fail();
  assert.deepEqual(taken(), new Set([second]));
  const only = balancer.take([first]);
  assert.equal(only?.instance, first, 'better than none');
  only?.done(true);
  now = 100;
  assert.deepEqual(taken(), new Set([first, second]));
});

test('an instance that went and comes back has a clean record', () => {
  const balancer = new Balancer({ now: () => 0, ejectAfter: 1, ejectForMs: 100 });
  balancer.take([first])?.done(false);
  balancer.take([second, third])?.done(true);
  balancer.take([second])?.done(true);
  const taken = Array.from({ length: 50 }, () => {
    const lease = balancer.take([first, second]);
    lease?.done(true);
    return lease?.instance;
  });
  assert.ok(taken.includes(first));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Commits } from '../src/consumption/commits.ts';
import type { Membership, Position } from '../src/consumption/membership.ts';
import { Outage } from '../src/outage.ts';
import { silent } from './test-log.ts';

/** A membership that keeps the offsets that each commit had. */
function recording() {
  const committed: number[][] = [];
  const membership: Membership = {
    fetch: async () => [],
    commit: async (positions) => void committed.push(positions.map(({ offset }) => offset)),
    bury: async () => undefined,
    leave: async () => undefined,
  };
  return { committed, commits: new Commits(membership, new Outage(silent)) };
}

const at = (offset: number): Position => ({ topic: 'topic', partition: 0, offset, fence: 1 });

test('the first position is committed at once, and those that follow gather', async () => {
  const { committed, commits } = recording();
  for (const offset of [1, 2, 3]) commits.add(at(offset));
  await commits.end();
  assert.deepEqual(committed, [[1], [3]]);
});

test('a partition that is given up does not wait for others to gather', async (t) => {
  // Time stands still: whoever waits for it waits for ever.
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { committed, commits } = recording();
  commits.add(at(1));
  await new Promise(setImmediate);
  commits.add(at(2));
  await commits.settled('topic/0');
  assert.deepEqual(committed, [[1], [2]]);
  await commits.end();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { inBatches } from '../scripts/dev/file-changes.ts';

test('changes that come together are told once, and later ones afterwards', async () => {
  const told: string[][] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const tell = inBatches(async (changed) => {
    told.push([...changed]);
    if (changed.has('later')) resolve();
  });
  for (const folder of ['src', 'src', 'packages', 'src']) tell(folder);
  // Time in which a change that is told twice would show.
  await wait(500);
  tell('later');
  await done;
  assert.deepEqual(told, [['src', 'packages'], ['later']]);
});

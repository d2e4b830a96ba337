import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured } from '../src/measurements.ts';

test('each reading asks, the first one too', async () => {
  let asked = 0;
  const read = measured(['count'], async () => ({ count: ++asked }));
  assert.equal(await read('count'), 1);
  assert.equal(await read('count'), 2);
});

test('numbers that are read together are asked for together', async () => {
  let asked = 0;
  const read = measured(['some', 'others'], async () => ({ some: ++asked, others: 7 }));
  assert.deepEqual(await Promise.all([read('some'), read('others')]), [1, 7]);
});

test('a silent database holds up no reading; what it says later is in the next one', {
  timeout: 60_000,
}, async () => {
  const answer = Promise.withResolvers<{ count: number }>();
  let asked = 0;
  const read = measured(['count'], () => {
    asked += 1;
    return answer.promise;
  });
  assert.ok(Number.isNaN(await read('count')));
  answer.resolve({ count: 7 });
  assert.equal(await read('count'), 7);
  assert.equal(asked, 1);
});

test('without an answer there is no number, until there is one again', async () => {
  const answers = [Promise.reject(new Error('away')), Promise.resolve({ count: 3 })];
  const read = measured(['count'], () => answers.shift() ?? Promise.resolve(undefined));
  assert.ok(Number.isNaN(await read('count')));
  assert.equal(await read('count'), 3);
  assert.ok(Number.isNaN(await read('count')));
});

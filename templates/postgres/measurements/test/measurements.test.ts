import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { measured } from '../src/measurements.ts';

test('a reading gives the answer to the one before, and asks for the next', async () => {
  let asked = 0;
  const read = measured(['count'], async () => ({ count: ++asked }));
  assert.equal(read('count'), 0);
  await turn();
  assert.equal(read('count'), 1);
  await turn();
  assert.equal(read('count'), 2);
});

test('what is asked already is not asked again', async () => {
  let asked = 0;
  const { promise, resolve } = Promise.withResolvers<{ count: number }>();
  const read = measured(['count'], () => {
    asked += 1;
    return promise;
  });
  read('count');
  read('count');
  resolve({ count: 7 });
  await turn();
  assert.equal(asked, 1);
  assert.equal(read('count'), 7);
});

test('without an answer there is no number, until there is one again', async () => {
  const answers = [Promise.reject(new Error('away')), Promise.resolve({ count: 3 })];
  const read = measured(['count'], () => answers.shift() ?? Promise.resolve(undefined));
  read('count');
  await turn();
  assert.ok(Number.isNaN(read('count')));
  await turn();
  assert.equal(read('count'), 3);
  await turn();
  assert.ok(Number.isNaN(read('count')));
});

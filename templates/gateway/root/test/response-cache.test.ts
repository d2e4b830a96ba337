import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ResponseCache } from '../embedded/response-cache.ts';

const url = '/api/things/1';
const answer = { headers: {}, body: Buffer.from('one') };

test('an answer is given while it is fresh', () => {
  const cache = new ResponseCache();
  cache.keep(url, {}, answer, { seconds: 2, asked: cache.changes });
  assert.equal(cache.find(url, {})?.body, answer.body);
  assert.equal(cache.find(url, {}, Date.now() + 2_000), undefined);
});

test('a change ends what was kept', () => {
  const cache = new ResponseCache();
  cache.keep(url, {}, answer, { seconds: 2, asked: cache.changes });
  cache.changed();
  assert.equal(cache.find(url, {}), undefined);
});

test('an answer that a change overtook is not kept', () => {
  const cache = new ResponseCache();
  const asked = cache.changes;
  cache.changed();
  cache.keep(url, {}, answer, { seconds: 2, asked });
  assert.equal(cache.find(url, {}), undefined);
});

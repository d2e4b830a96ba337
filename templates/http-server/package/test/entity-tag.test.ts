import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedVersions, contentTag, isFresh, versionTag } from '../src/entity-tag.ts';

test('a client that has the current state is fresh, also by a weak tag or among others', () => {
  for (const header of ['"3"', 'W/"3"', '"1", "3"', '*']) {
    assert.equal(isFresh(header, versionTag(3)), true, header);
  }
});

test('a client that has another state, or none, is not fresh', () => {
  for (const header of ['"2"', '"33"', '3', '', undefined]) {
    assert.equal(isFresh(header, versionTag(3)), false, header);
  }
});

test('any version may be changed when none is named', () => {
  assert.equal(allowedVersions(undefined), undefined);
  assert.equal(allowedVersions('*'), undefined);
});

test('a tag that is not a version allows no change', () => {
  assert.deepEqual(allowedVersions('"3", W/"4", "abc", "99999999999"'), [3, 4]);
  assert.deepEqual(allowedVersions('rubbish'), []);
});

test('other content has another tag', () => {
  assert.equal(contentTag([1, 2]), contentTag([1, 2]));
  assert.notEqual(contentTag([1, 2]), contentTag([2, 1]));
});

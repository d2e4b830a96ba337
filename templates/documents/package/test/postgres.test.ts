import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '@app/chassis/testing';
import { adjustsNumbers } from './adjustment-contract.ts';
import { isMissed, storage, storesDocuments } from './contract.ts';

storesDocuments(createTestDatabase);
adjustsNumbers(createTestDatabase);
isMissed('postgres://x:x@127.0.0.1:1/x');

test('a database of another kind is refused', () => {
  const log = { info() {}, warn() {}, error() {} };
  assert.throws(() => storage.open('mysql://x:x@127.0.0.1/x', log), /not at mysql:/);
});

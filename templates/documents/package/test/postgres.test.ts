import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '@app/chassis/testing';
import { adjustsNumbers } from './adjustment-contract.ts';
import { storage, storesDocuments, survivesOutages } from './contract.ts';

storesDocuments(createTestDatabase);
adjustsNumbers(createTestDatabase);
survivesOutages(createTestDatabase);

test('a database of another kind is refused', () => {
  const log = { info() {}, warn() {}, error() {} };
  assert.throws(() => storage.open('mysql://x:x@127.0.0.1/x', log), /not at mysql:/);
});

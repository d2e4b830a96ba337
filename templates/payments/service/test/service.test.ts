import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '@app/chassis';
import { newKeyPair } from '@app/chassis/testing';
import { service } from '../service.ts';

test('the provider is given less time than the 3 s for which callers wait', () => {
  const read = (PAYMENT_TIMEOUT_MS?: string) =>
    readConfig(service, {
      DATABASE_URL: 'postgres://x',
      JWT_PUBLIC_KEY: newKeyPair().publicKey,
      PAYMENT_TIMEOUT_MS,
    });
  assert.equal(read().own.PAYMENT_TIMEOUT_MS, 2_000);
  assert.throws(() => read('3000'), /PAYMENT_TIMEOUT_MS must be <= 2500/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProviderUnavailable } from '../domain/payment-provider.ts';
import { retryUnavailable } from '../infrastructure/retry.ts';
import { noHurry } from './purchase.ts';

/** Fails as often as there are errors, then works. */
function provider(...errors: Error[]) {
  const calls = { count: 0 };
  return {
    calls,
    async call() {
      const error = errors[calls.count];
      calls.count += 1;
      if (error) throw error;
      return 'done';
    },
  };
}

const away = new ProviderUnavailable('away');

test('a call is repeated until the provider is back', async () => {
  const { call, calls } = provider(away, away);
  assert.equal(await retryUnavailable(call, noHurry), 'done');
  assert.equal(calls.count, 3);
});

test('a provider that stays away is given up', async () => {
  const { call, calls } = provider(...Array(10).fill(away));
  await assert.rejects(retryUnavailable(call, noHurry), away);
  assert.equal(calls.count, 4);
});

test('an error that will not go away is not repeated', async () => {
  const { call, calls } = provider(new Error('bug'));
  await assert.rejects(retryUnavailable(call, noHurry), /bug/);
  assert.equal(calls.count, 1);
});

test('nothing is repeated past the deadline', async () => {
  const { call, calls } = provider(away, away);
  await assert.rejects(retryUnavailable(call, AbortSignal.abort()), { name: 'AbortError' });
  assert.equal(calls.count, 1);
});

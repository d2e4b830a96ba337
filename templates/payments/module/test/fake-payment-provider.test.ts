import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startApplication, type TestApplication } from '#test/application';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { fakePaymentProvider } from '../infrastructure/fake-payment-provider.ts';
import { noHurry, total } from './purchase.ts';

let app: TestApplication;
let provider: PaymentProvider;

before(async () => {
  app = await startApplication();
  provider = fakePaymentProvider(app.pool);
});

after(() => app.close());

function charge(token: string) {
  return { reference: randomUUID(), token, total };
}

test('money is held once and captured once, however often it is asked for', async () => {
  const paid = charge('tok_ok');
  assert.equal(await provider.authorise(paid, noHurry), 'authorised');
  assert.equal(await provider.authorise(paid, noHurry), 'authorised');
  await provider.capture(paid.reference, noHurry);
  await provider.capture(paid.reference, noHurry);
  assert.equal(await provider.authorise(paid, noHurry), 'authorised');
});

test('whoever asks for the same at the same time hears the same', async () => {
  for (const [token, answer] of [
    ['tok_ok', 'authorised'],
    ['tok_declined', 'declined'],
  ] as const) {
    const asked = charge(token);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => provider.authorise(asked, noHurry)),
    );
    assert.deepEqual(new Set(answers), new Set([answer]));
  }
});

for (const token of ['tok_declined', 'tok_unheard_of']) {
  test(`${token} is declined, again when repeated, and cannot be captured`, async () => {
    const declined = charge(token);
    assert.equal(await provider.authorise(declined, noHurry), 'declined');
    assert.equal(await provider.authorise(declined, noHurry), 'declined');
    await assert.rejects(provider.capture(declined.reference, noHurry), /cannot be captured/);
  });
}

test('tok_error fails twice and then works', async () => {
  const stumbling = charge('tok_error');
  await assert.rejects(provider.authorise(stumbling, noHurry), { name: 'ProviderUnavailable' });
  await assert.rejects(provider.authorise(stumbling, noHurry), { name: 'ProviderUnavailable' });
  assert.equal(await provider.authorise(stumbling, noHurry), 'authorised');
});

test('tok_timeout holds the money but answers nobody', async () => {
  const silent = charge('tok_timeout');
  const deadline = new AbortController();
  const answer = provider.authorise(silent, deadline.signal);
  deadline.abort(new Error('too late'));
  await assert.rejects(answer, /too late/);
  await provider.capture(silent.reference, noHurry);
});

test('what is reversed can be neither captured nor authorised', async () => {
  const reversed = charge('tok_ok');
  await provider.authorise(reversed, noHurry);
  await provider.reverse(reversed.reference, noHurry);
  await provider.reverse(reversed.reference, noHurry);
  await assert.rejects(provider.capture(reversed.reference, noHurry), /cannot be captured/);
  await assert.rejects(provider.authorise(reversed, noHurry), /is reversed/);
});

test('an authorisation that arrives after its reversal holds no money', async () => {
  const overtaken = charge('tok_ok');
  await provider.reverse(overtaken.reference, noHurry);
  await assert.rejects(provider.authorise(overtaken, noHurry), /is reversed/);
});

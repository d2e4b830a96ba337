import { once } from 'node:events';
import type { Database } from '@app/database';
import { type PaymentProvider, ProviderUnavailable } from '../domain/payment-provider.ts';

/**
 * Stands in for a payment provider, and like one keeps books of its own, in a table that nothing else
 * reads. What it does depends on the token: `tok_ok` works, `tok_timeout` holds the money but never
 * answers, `tok_error` fails twice and then works; any other is declined, such as `tok_declined`.
 */
export function fakePaymentProvider(books: Database): PaymentProvider {
  return {
    async authorise({ reference, token, total }, signal) {
      const { state, attempts } = await recordAttempt(reference, total.amount, total.currency);
      if (state !== 'requested') return state === 'declined' ? 'declined' : 'authorised';
      if (token === 'tok_error' && attempts <= 2) {
        throw new ProviderUnavailable('the provider has an internal error');
      }
      const answer = workingTokens.has(token) ? 'authorised' : 'declined';
      // The same may be asked twice at a time: both hear the same.
      await move(reference, ['requested', answer], answer);
      if (token === 'tok_timeout') await silence(signal);
      return answer;
    },
    capture: (reference) => move(reference, ['authorised', 'captured'], 'captured'),
    async reverse(reference) {
      // Recorded for an unknown reference too: an authorisation that arrives late must not hold money.
      await books.query(
        `INSERT INTO payments.fake_provider_charges (reference, state) VALUES ($1, 'reversed')
         ON CONFLICT (reference) DO UPDATE SET state = 'reversed'`,
        [reference],
      );
    },
  };

  async function recordAttempt(reference: string, amount: number, currency: string) {
    const [charge] = await books.query<{ state: string; attempts: number }>(
      `INSERT INTO payments.fake_provider_charges AS charge (reference, amount, currency)
       VALUES ($1, $2, $3)
       ON CONFLICT (reference) DO UPDATE SET attempts = charge.attempts + 1
       WHERE charge.state <> 'reversed'
       RETURNING state, attempts`,
      [reference, amount, currency],
    );
    if (!charge) throw new Error(`the charge ${reference} is reversed`);
    return charge;
  }

  async function move(reference: string, from: readonly string[], to: string): Promise<void> {
    const moved = await books.query(
      `UPDATE payments.fake_provider_charges SET state = $3
       WHERE reference = $1 AND state = ANY ($2)
       RETURNING reference`,
      [reference, from, to],
    );
    if (moved.length === 0) throw new Error(`the charge ${reference} cannot be ${to} now`);
  }
}

const workingTokens = new Set(['tok_ok', 'tok_error', 'tok_timeout']);

/** Waits for an answer that never comes. */
async function silence(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}

import { Problem } from '@app/http-server';
import type { Refusal, RefusalReason } from '../domain/refusal.ts';
import type { Placement } from '../place-once.ts';

const statuses: Readonly<Record<RefusalReason, number>> = {
  out_of_stock: 409,
  payment_declined: 402,
  unknown_product: 422,
  mixed_currencies: 422,
};

export function refusalProblem({ reason, detail, ...extensions }: Refusal): Problem {
  const code = reason.replaceAll('_', '-');
  return new Problem(statuses[reason], code, detail, { reason, ...extensions });
}

/** A failure that is not kept under the key: the request can be repeated, or corrected. */
export function failureProblem(failure: Failure): Problem {
  switch (failure) {
    case 'in-flight':
      return new Problem(409, 'request-in-flight', inFlight, {}, retryAfter);
    case 'key-reused':
      return new Problem(422, 'idempotency-key-reused', keyReused);
    case 'payment-unavailable':
      return new Problem(503, failure, unavailable, { reason: 'payment_unavailable' }, retryAfter);
  }
}

export function notFoundProblem(): Problem {
  return new Problem(404, 'order-not-found', 'You have no such order.');
}

export function tooLateProblem(): Problem {
  return new Problem(409, 'too-late-to-cancel', 'An order can be cancelled within one day.');
}

type Failure = Extract<Placement, { failure: string }>['failure'];

/** Seconds after which a client may try again. */
const retryAfter = { 'retry-after': '2' };
const inFlight = 'A request with this Idempotency-Key is under way.';
const keyReused = 'This Idempotency-Key was used for another request; take a new one.';
const unavailable = 'The payment provider does not answer; repeat the request with the same key.';

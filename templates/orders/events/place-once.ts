import { createHash } from 'node:crypto';
import type { Database } from '@app/database';
import type { Platform } from '#platform';
import type { Outcome } from './domain/outcome.ts';
import { Refused } from './domain/refusal.ts';
import { claimKey, completeKey } from './infrastructure/idempotency-store.ts';
import { type OrderRequest, placeOrder } from './place-order.ts';

/** An answer that is kept under the key, or a failure that is not. */
export type Placement = Outcome | { readonly failure: 'in-flight' | 'key-reused' };

/**
 * Places an order once for each idempotency key of a user: a repetition gets the first answer. Order,
 * answer, and what others are told of it are committed together.
 *
 * Source: IETF draft "The Idempotency-Key HTTP Header Field".
 */
export function placeOnce(
  platform: Platform,
  key: string,
  request: OrderRequest,
): Promise<Placement> {
  const keyed = { userId: request.userId, key, requestHash: hash(request) };
  return platform.store.transaction(async (transaction): Promise<Placement> => {
    const claim = await claimKey(transaction, keyed);
    if (claim.state === 'answered') return claim.outcome;
    if (claim.state !== 'claimed') return { failure: claim.state };
    const outcome = await outcomeOf(platform, transaction, claim.orderId, request);
    await completeKey(transaction, keyed, outcome);
    return outcome;
  });
}

async function outcomeOf(
  platform: Platform,
  transaction: Database,
  orderId: string,
  request: OrderRequest,
): Promise<Outcome> {
  try {
    return { order: await placeOrder(platform, transaction, orderId, request) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

/** A digest of what is asked for, whatever the order of members and the white space in the body. */
function hash({ items, paymentToken, shipTo }: OrderRequest): Buffer {
  const { name, line1, city, postcode, country } = shipTo;
  const content = [
    items.map(({ productId, quantity }) => [productId, quantity]),
    paymentToken,
    [name, line1, city, postcode, country],
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest();
}

import { createHash } from 'node:crypto';
import type { Outcome } from './domain/outcome.ts';
import { claimKey } from './infrastructure/idempotency-store.ts';
import { NotPlaced } from './not-placed.ts';
import { type OrderContext, type OrderRequest, placeOrder } from './place-order.ts';

/** An answer that is kept under the key, or a failure that is not. */
export type Placement =
  | Outcome
  | { readonly failure: 'in-flight' | 'key-reused' | 'payment-unavailable' };

/** How long the transaction may take after the payment, in milliseconds. */
const commitAllowanceMs = 30_000;

/**
 * Places an order once for each idempotency key of a user: a repetition gets the first answer.
 *
 * Source: IETF draft "The Idempotency-Key HTTP Header Field".
 */
export async function placeOnce(
  context: OrderContext & { readonly paymentTimeoutMs: number },
  key: string,
  request: OrderRequest,
): Promise<Placement> {
  const keyed = { userId: request.userId, key, requestHash: hash(request) };
  const claim = await claimKey(context.pool, keyed, context.paymentTimeoutMs + commitAllowanceMs);
  if (claim.state === 'answered') return claim.outcome;
  if (claim.state !== 'claimed') return { failure: claim.state };
  try {
    return await placeOrder(context, claim.orderId, request);
  } catch (error) {
    if (error instanceof NotPlaced) return { failure: error.failure };
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

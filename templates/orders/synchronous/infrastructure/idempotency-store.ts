import type { Database } from '@app/database';
import type { Outcome } from '../domain/outcome.ts';

/** A request as its idempotency key knows it. */
export interface KeyedRequest {
  readonly userId: string;
  readonly key: string;
  /** SHA-256 of what was asked for. */
  readonly requestHash: Buffer;
}

/** How a request stands to its key. */
export type Claim =
  | { readonly state: 'claimed'; readonly orderId: string }
  | { readonly state: 'answered'; readonly outcome: Outcome }
  | { readonly state: 'in-flight' }
  | { readonly state: 'key-reused' };

/**
 * Claims a key in one statement, so that of any number of requests at once one gets it. A claim whose
 * holder died can be taken over after a while, with the id of another order: what the earlier holder
 * may still do no longer completes.
 *
 * @param leaseMs how long the claim holds
 */
export async function claimKey(
  database: Database,
  { userId, key, requestHash }: KeyedRequest,
  leaseMs: number,
): Promise<Claim> {
  const [claimed] = await database.query<{ order_id: string }>(
    `INSERT INTO orders.idempotency_keys AS held (user_id, key, request_hash, claimed_until)
     VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
     ON CONFLICT (user_id, key) DO UPDATE
     SET order_id = EXCLUDED.order_id, claimed_until = EXCLUDED.claimed_until
     WHERE held.outcome IS NULL
       AND held.claimed_until < now()
       AND held.request_hash = EXCLUDED.request_hash
     RETURNING order_id`,
    [userId, key, requestHash, leaseMs],
  );
  if (claimed) return { state: 'claimed', orderId: claimed.order_id };
  return readClaim(database, { userId, key, requestHash });
}

/**
 * Stores the answer to the request that holds the claim.
 *
 * @returns false when another request has taken the claim over: the caller rolls back
 */
export async function completeKey(
  database: Database,
  orderId: string,
  outcome: Outcome,
): Promise<boolean> {
  const completed = await database.query(
    `UPDATE orders.idempotency_keys SET outcome = $2
     WHERE order_id = $1 AND outcome IS NULL
     RETURNING order_id`,
    [orderId, JSON.stringify(outcome)],
  );
  return completed.length > 0;
}

/** Gives a claim back, so that the request can be repeated; does nothing when it has an answer. */
export async function releaseKey(database: Database, orderId: string): Promise<void> {
  await database.query(
    'DELETE FROM orders.idempotency_keys WHERE order_id = $1 AND outcome IS NULL',
    [orderId],
  );
}

async function readClaim(
  database: Database,
  { userId, key, requestHash }: KeyedRequest,
): Promise<Claim> {
  const [held] = await database.query<{ request_hash: Buffer; outcome: Outcome | null }>(
    'SELECT request_hash, outcome FROM orders.idempotency_keys WHERE user_id = $1 AND key = $2',
    [userId, key],
  );
  // Given back between the two statements: the client tries again.
  if (!held) return { state: 'in-flight' };
  if (!held.request_hash.equals(requestHash)) return { state: 'key-reused' };
  return held.outcome ? { state: 'answered', outcome: held.outcome } : { state: 'in-flight' };
}

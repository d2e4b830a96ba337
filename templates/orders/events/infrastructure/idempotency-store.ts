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
 * Claims a key until the transaction ends, so that of any number of requests at once one gets it. A
 * claim leaves nothing behind when its holder dies.
 */
export async function claimKey(
  transaction: Database,
  { userId, key, requestHash }: KeyedRequest,
): Promise<Claim> {
  const [lock] = await transaction.query<{ free: boolean; orderId: string }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended($1 || $2, 0)) AS free,
       uuidv7() AS "orderId"`,
    [userId, key],
  );
  if (!lock?.free) return { state: 'in-flight' };
  // A statement of its own, which sees what the holder before has committed.
  const [held] = await transaction.query<{ request_hash: Buffer; outcome: Outcome }>(
    'SELECT request_hash, outcome FROM orders.idempotency_keys WHERE user_id = $1 AND key = $2',
    [userId, key],
  );
  if (!held) return { state: 'claimed', orderId: lock.orderId };
  if (!held.request_hash.equals(requestHash)) return { state: 'key-reused' };
  return { state: 'answered', outcome: held.outcome };
}

/** Stores the answer to the request that holds the claim, in the transaction of the claim. */
export async function completeKey(
  transaction: Database,
  { userId, key, requestHash }: KeyedRequest,
  outcome: Outcome,
): Promise<void> {
  await transaction.query(
    `INSERT INTO orders.idempotency_keys (user_id, key, request_hash, outcome)
     VALUES ($1, $2, $3, $4)`,
    [userId, key, requestHash, JSON.stringify(outcome)],
  );
}

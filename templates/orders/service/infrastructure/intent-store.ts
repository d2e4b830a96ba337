import type { Database } from '@app/database';
import type { Step } from '../domain/step.ts';

/**
 * Records that an order is about to be placed, before any other service hears of it.
 *
 * @param undo what to do should nothing more be heard of it
 * @param giveUpAfterMs when that is done
 */
export async function openIntent(
  database: Database,
  orderId: string,
  undo: readonly Step[],
  giveUpAfterMs: number,
): Promise<void> {
  await database.query(
    `INSERT INTO orders.intents (order_id, open, steps, due_at)
     VALUES ($1, true, $2, now() + $3 * interval '1 millisecond')`,
    [orderId, undo, giveUpAfterMs],
  );
}

/**
 * Ends the placing of an order, and makes due what follows from it.
 *
 * @returns false when it has ended already: it was given up meanwhile, or this was done before
 */
export async function closeIntent(
  transaction: Database,
  orderId: string,
  steps: readonly Step[],
): Promise<boolean> {
  const closed = await transaction.query(
    `UPDATE orders.intents SET open = false, steps = $2, due_at = now()
     WHERE order_id = $1 AND open
     RETURNING order_id`,
    [orderId, steps],
  );
  return closed.length > 0;
}

/** Makes steps due for an order that was placed, instead of what was due before. */
export async function requireSteps(
  transaction: Database,
  orderId: string,
  steps: readonly Step[],
): Promise<void> {
  await transaction.query(
    `INSERT INTO orders.intents (order_id, open, steps, due_at)
     VALUES ($1, false, $2, now())
     ON CONFLICT (order_id) DO UPDATE SET steps = EXCLUDED.steps, due_at = EXCLUDED.due_at`,
    [orderId, steps],
  );
}

export interface DueIntent {
  readonly orderId: string;
  readonly steps: readonly Step[];
  /** Whether it was still being placed, by an instance that died or is too slow. */
  readonly abandoned: boolean;
  /** Time of the database, as text: a Date would lose its microseconds. */
  readonly claimedAt: string;
}

interface Claim {
  /** All orders when undefined. */
  readonly orderId: string | undefined;
  /** A time of the database, of an earlier claim; now when undefined. */
  readonly dueAt: string | undefined;
  readonly retryAfterMs: number;
  readonly limit: number;
}

/**
 * Takes intents that are due and puts them off for a while, so that other instances leave them alone;
 * no lock is held while services are called. What was still being placed can no longer be committed.
 */
export async function claimDue(
  database: Database,
  { orderId, dueAt, retryAfterMs, limit }: Claim,
): Promise<DueIntent[]> {
  return database.query<DueIntent>(
    `WITH due AS (
       SELECT order_id, open FROM orders.intents
       WHERE due_at <= COALESCE($4::timestamptz, now()) AND ($1::uuid IS NULL OR order_id = $1)
       ORDER BY due_at LIMIT $3
       FOR UPDATE SKIP LOCKED
     )
     UPDATE orders.intents AS intent
     SET due_at = now() + $2 * interval '1 millisecond', open = false
     FROM due WHERE due.order_id = intent.order_id
     RETURNING intent.order_id AS "orderId", steps, due.open AS abandoned,
       now()::text AS "claimedAt"`,
    [orderId, retryAfterMs, limit, dueAt],
  );
}

/** Records which steps are done; others may have taken the place of the rest meanwhile. */
export async function completeSteps(
  transaction: Database,
  orderId: string,
  done: readonly Step[],
): Promise<void> {
  await transaction.query(
    `UPDATE orders.intents
     SET steps = ARRAY(SELECT step FROM unnest(steps) AS step WHERE step <> ALL ($2))
     WHERE order_id = $1`,
    [orderId, done],
  );
  await transaction.query(
    "DELETE FROM orders.intents WHERE order_id = $1 AND steps = '{}' AND NOT open",
    [orderId],
  );
}

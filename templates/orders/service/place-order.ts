import type { Database } from '@app/database';
import { CalleeUnavailable } from '@app/service-client';
import type { Platform } from '#platform';
import { type BasketItem, mergeItems } from './domain/basket.ts';
import type { Address, Order } from './domain/order.ts';
import type { Outcome } from './domain/outcome.ts';
import { Refused } from './domain/refusal.ts';
import type { Step } from './domain/step.ts';
import { totalOf } from './domain/total.ts';
import { holdMoney, holdStock } from './hold.ts';
import { completeKey, releaseKey } from './infrastructure/idempotency-store.ts';
import { closeIntent, openIntent } from './infrastructure/intent-store.ts';
import { insertOrder, type NewOrder } from './infrastructure/order-store.ts';
import { NotPlaced } from './not-placed.ts';
import type { TakeSteps } from './take-steps.ts';

export interface OrderContext extends Pick<Platform, 'connect' | 'log' | 'pool'> {
  readonly takeSteps: TakeSteps;
}

export interface OrderRequest {
  readonly userId: string;
  readonly items: readonly BasketItem[];
  readonly paymentToken: string;
  readonly shipTo: Address;
}

/** How long an order may take to be placed before any instance gives it up, in milliseconds. */
const giveUpAfterMs = 20_000;

/**
 * Places an order under a claimed idempotency key. What is to be undone is on record before another
 * service is asked; then stock and money are held, each at its service; then the order is committed
 * here, which makes the capture due. See the decision record on placing orders across services for
 * what a failure at each point leaves.
 *
 * @param orderId of the claim
 * @throws NotPlaced, or whatever went wrong: what was held is given back, and the claim too
 */
export async function placeOrder(
  context: OrderContext,
  orderId: string,
  request: OrderRequest,
): Promise<Outcome> {
  const held = new Set<Step>();
  try {
    return { order: await attempt(context, orderId, request, held) };
  } catch (error) {
    if (!(error instanceof Refused)) {
      await giveUp(context, orderId, held, error);
      throw error;
    }
    const { refusal } = error;
    await close(context, orderId, held, (tx) => completeKey(tx, orderId, { refusal }));
    return { refusal };
  }
}

/** @param held gains what takes back the steps that may have been taken */
async function attempt(
  context: OrderContext,
  orderId: string,
  { userId, items, paymentToken, shipTo }: OrderRequest,
  held: Set<Step>,
): Promise<Order> {
  const { pool, takeSteps } = context;
  await openIntent(pool, orderId, ['void', 'release'], giveUpAfterMs);
  held.add('release');
  const lines = await holdStock(context, orderId, mergeItems(items));
  const total = totalOf(lines);
  held.add('void');
  await holdMoney(context, orderId, { userId, paymentToken, total });
  const draft = { id: orderId, userId, items: lines, total, shipTo };
  const order = await pool.transaction((transaction) => commit(transaction, draft));
  await takeSteps({ orderId });
  return order;
}

/** All that is decided here, in one transaction. */
async function commit(transaction: Database, draft: NewOrder): Promise<Order> {
  // Before the key, as in each transaction with both, so that no two wait for each other.
  if (!(await closeIntent(transaction, draft.id, ['capture']))) throw new NotPlaced('in-flight');
  const order = await insertOrder(transaction, draft);
  // Another request may have taken the claim over.
  if (!(await completeKey(transaction, draft.id, { order }))) throw new NotPlaced('in-flight');
  return order;
}

/** What cannot be recorded now is done once the order has taken too long. */
async function giveUp(
  context: OrderContext,
  orderId: string,
  held: ReadonlySet<Step>,
  reason: unknown,
): Promise<void> {
  try {
    await close(context, orderId, held, (tx) => releaseKey(tx, orderId), awayIn(reason));
  } catch (error) {
    context.log.warn({ err: error, orderId }, 'an order that failed is given up later');
  }
}

/** Ends an order that is not placed; does nothing to one that was committed. */
async function close(
  { pool, takeSteps }: OrderContext,
  orderId: string,
  held: ReadonlySet<Step>,
  answerKey: (transaction: Database) => Promise<unknown>,
  away?: string,
): Promise<void> {
  await pool.transaction(async (transaction) => {
    await closeIntent(transaction, orderId, [...held]);
    await answerKey(transaction);
  });
  await takeSteps({ orderId, away });
}

/** The service whose absence made an order fail: to ask it at once to undo would take long. */
function awayIn(reason: unknown): string | undefined {
  const cause = reason instanceof NotPlaced ? reason.cause : reason;
  return cause instanceof CalleeUnavailable ? cause.callee : undefined;
}

import type { Database, Pool } from '@app/database';
import type { Payments } from '#modules/payments';
import { OutOfStock, type Products, UnknownProduct } from '#modules/products';
import type { Log } from '#platform';
import { type BasketItem, mergeItems } from './domain/basket.ts';
import type { Address, Order } from './domain/order.ts';
import type { Outcome } from './domain/outcome.ts';
import { Refused } from './domain/refusal.ts';
import { totalOf } from './domain/total.ts';
import { completeKey, releaseKey } from './infrastructure/idempotency-store.ts';
import { insertOrder, type NewOrder } from './infrastructure/order-store.ts';
import { NotPlaced } from './not-placed.ts';

export interface OrderContext {
  readonly pool: Pool;
  readonly products: Products;
  readonly payments: Payments;
  readonly log: Log;
}

export interface OrderRequest {
  readonly userId: string;
  readonly items: readonly BasketItem[];
  readonly paymentToken: string;
  readonly shipTo: Address;
}

/**
 * Places an order under a claimed idempotency key. The provider holds the money first, with no lock
 * and no transaction open; then stock, order, payment and answer are committed together; then the
 * money is taken. See the decision record on one transaction for what a failure at each point leaves.
 *
 * @param orderId of the claim
 * @throws NotPlaced, or whatever went wrong: the claim is given back
 */
export async function placeOrder(
  context: OrderContext,
  orderId: string,
  request: OrderRequest,
): Promise<Outcome> {
  try {
    return { order: await attempt(context, orderId, request) };
  } catch (error) {
    if (error instanceof Refused) return refuse(context.pool, orderId, error);
    await releaseKey(context.pool, orderId).catch((err: unknown) =>
      context.log.warn({ err, orderId }, 'an idempotency key stays claimed for a while'),
    );
    throw error;
  }
}

async function attempt(
  context: OrderContext,
  orderId: string,
  { userId, items, paymentToken, shipTo }: OrderRequest,
): Promise<Order> {
  const { pool, products, payments } = context;
  const lines = await products.quote(mergeItems(items)).catch(refuseForStock);
  const total = totalOf(lines);
  const held = await payments.authorise({ orderId, userId, paymentToken, total });
  if (held === 'unavailable') throw new NotPlaced('payment-unavailable');
  if (held === 'declined') {
    throw new Refused({ reason: 'payment_declined', detail: 'The payment was declined.' });
  }
  const draft = { id: orderId, userId, items: lines, total, shipTo };
  try {
    const order = await pool.transaction((transaction) => commit(context, transaction, draft));
    await payments.settle(orderId);
    return order;
  } catch (error) {
    await payments.abandon(orderId);
    throw error;
  }
}

/** The one transaction: all of it happens, or nothing. */
async function commit(
  { products, payments }: OrderContext,
  transaction: Database,
  draft: NewOrder,
): Promise<Order> {
  const order = await insertOrder(transaction, draft);
  if (!(await completeKey(transaction, draft.id, { order }))) {
    // Another request has taken the claim over.
    throw new NotPlaced('in-flight');
  }
  if (!(await payments.confirm(transaction, draft.id))) {
    throw new NotPlaced('payment-unavailable');
  }
  // Last, so that the rows that all buyers of a product wait for are locked as briefly as possible.
  await products.reserve(transaction, draft.items).catch(refuseForStock);
  return order;
}

async function refuse(pool: Pool, orderId: string, { refusal }: Refused): Promise<Outcome> {
  await completeKey(pool, orderId, { refusal });
  return { refusal };
}

function refuseForStock(error: unknown): never {
  if (error instanceof OutOfStock) {
    const { message: detail, productId } = error;
    throw new Refused({ reason: 'out_of_stock', detail, productId });
  }
  if (error instanceof UnknownProduct) {
    const { message: detail, productId } = error;
    throw new Refused({ reason: 'unknown_product', detail, productId });
  }
  throw error;
}

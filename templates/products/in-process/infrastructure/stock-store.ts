import type { Database } from '@app/database';
import { OutOfStock, type Quantity } from '../domain/stock.ts';

/**
 * Takes stock: one conditional update for each product, so that stock never goes below zero however
 * many buy at once.
 *
 * @throws OutOfStock for the first product of which there is not enough
 */
export async function reserveStock(
  transaction: Database,
  wanted: readonly Quantity[],
): Promise<void> {
  for (const { productId, quantity } of inLockOrder(wanted)) {
    const taken = await transaction.query(
      `UPDATE products.products SET stock = stock - $2, version = version + 1
       WHERE id = $1 AND stock >= $2
       RETURNING id`,
      [productId, quantity],
    );
    if (taken.length === 0) throw new OutOfStock(productId);
  }
}

/** Gives stock back. */
export async function releaseStock(
  transaction: Database,
  returned: readonly Quantity[],
): Promise<void> {
  for (const { productId, quantity } of inLockOrder(returned)) {
    await transaction.query(
      'UPDATE products.products SET stock = stock + $2, version = version + 1 WHERE id = $1',
      [productId, quantity],
    );
  }
}

/** Every transaction locks products in the same order, so that no two wait for each other. */
function inLockOrder(quantities: readonly Quantity[]): Quantity[] {
  return quantities.toSorted((left, right) => (left.productId < right.productId ? -1 : 1));
}

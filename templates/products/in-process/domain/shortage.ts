import type { Product } from './product.ts';
import { OutOfStock, type Quantity } from './stock.ts';

/**
 * Refuses what is plainly too much, before anything is locked for it.
 *
 * @throws OutOfStock for the first product that has less than wanted
 */
export function refuseShortage(products: readonly Product[], wanted: readonly Quantity[]): void {
  const byId = new Map(products.map((product) => [product.id, product]));
  for (const { productId, quantity } of wanted) {
    if ((byId.get(productId)?.stock ?? 0) < quantity) throw new OutOfStock(productId);
  }
}

import type { Money, Product } from './product.ts';
import { OutOfStock, type Quantity, UnknownProduct } from './stock.ts';

/** What a quantity of a product costs now, each. */
export interface Quote extends Quantity {
  readonly name: string;
  readonly price: Money;
}

/**
 * Prices what is wanted, in the order it was asked for.
 *
 * @throws UnknownProduct for an id that is not among the products
 * @throws OutOfStock when a product has less than wanted
 */
export function quote(products: readonly Product[], wanted: readonly Quantity[]): Quote[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return wanted.map(({ productId, quantity }) => {
    const product = byId.get(productId);
    if (!product) throw new UnknownProduct(productId);
    if (product.stock < quantity) throw new OutOfStock(productId);
    return { productId, quantity, name: product.name, price: product.price };
  });
}

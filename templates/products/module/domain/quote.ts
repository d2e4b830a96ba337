import type { Money, Product } from './product.ts';
import { type Quantity, UnknownProduct } from './stock.ts';

/** What a quantity of a product costs now, each. */
export interface Quote extends Quantity {
  readonly name: string;
  readonly price: Money;
}

/**
 * Prices what is wanted, in the order it was asked for; looks at no stock.
 *
 * @throws UnknownProduct for an id that is not among the products
 */
export function quote(products: readonly Product[], wanted: readonly Quantity[]): Quote[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return wanted.map(({ productId, quantity }) => {
    const product = byId.get(productId);
    if (!product) throw new UnknownProduct(productId);
    return { productId, quantity, name: product.name, price: product.price };
  });
}

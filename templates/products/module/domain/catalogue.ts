import type { NewProduct, Product, ProductChange } from './product.ts';

/** Where products are kept. */
export interface Catalogue {
  /** Adds a product; nothing is added, and nothing given back, when the SKU is taken. */
  add(product: NewProduct): Promise<Product | undefined>;
  find(id: string): Promise<Product | undefined>;
  /** Products of these ids, in no order; unknown ids are left out. */
  findMany(ids: readonly string[]): Promise<Product[]>;
  /**
   * Products by age, oldest first.
   *
   * @param page.after id of the last product of the page before
   */
  list(page: { after: string | undefined; limit: number }): Promise<Product[]>;
  /**
   * Changes a product; what is left out stays.
   *
   * @param versions the states from which the change may be made; any when left out
   * @returns nothing when there is no such product in one of these states
   */
  change(
    id: string,
    change: ProductChange,
    versions: readonly number[] | undefined,
  ): Promise<Product | undefined>;
}

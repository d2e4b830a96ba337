import type { Database } from '@app/database';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { type Quote, quote } from './domain/quote.ts';
import { refuseShortage } from './domain/shortage.ts';
import type { Quantity } from './domain/stock.ts';
import { productRoutes } from './http/product-routes.ts';
import { sqlCatalogue } from './infrastructure/sql-catalogue.ts';
import { releaseStock, reserveStock } from './infrastructure/stock-store.ts';

export type { Quote } from './domain/quote.ts';
export { OutOfStock, type Quantity, UnknownProduct } from './domain/stock.ts';

/** The catalogue with prices and stock. */
export interface Products extends Module {
  /**
   * Current names and prices, in the order asked for. Takes no stock and no locks.
   *
   * @throws UnknownProduct, or OutOfStock when it is already plain that there is not enough
   */
  quote(wanted: readonly Quantity[]): Promise<Quote[]>;
  /**
   * Takes stock within the caller's transaction; each product at most once.
   *
   * @throws OutOfStock for the first product of which there is not enough: the caller rolls back
   */
  reserve(transaction: Database, wanted: readonly Quantity[]): Promise<void>;
  /** Gives stock back within the caller's transaction. */
  release(transaction: Database, returned: readonly Quantity[]): Promise<void>;
}

export function createProducts({ pool, replica, authentication }: Platform): Products {
  const catalogue = sqlCatalogue(pool, replica);
  return {
    mounts: { '/api/products': productRoutes(catalogue, authentication) },
    async quote(wanted) {
      const ids = wanted.map(({ productId }) => productId);
      const products = await catalogue.findMany(ids);
      const quotes = quote(products, wanted);
      refuseShortage(products, wanted);
      return quotes;
    },
    reserve: reserveStock,
    release: releaseStock,
  };
}

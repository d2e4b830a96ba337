import type { Database } from '@app/database';

/** How much of a product can be ordered, as the inventory says it. */
export interface StockLevel {
  readonly available: number;
  /** Grows with each change of the level. */
  readonly version: number;
}

/** Shows a level as the stock of a product, unless a newer one is shown. */
export async function showStockLevel(
  database: Database,
  productId: string,
  { available, version }: StockLevel,
): Promise<void> {
  await database.query(
    `UPDATE products.products
     SET stock = $2,
         stock_version = $3,
         -- What says the same as before is no change to whoever has read the product.
         version = version + CASE WHEN stock = $2 THEN 0 ELSE 1 END
     WHERE id = $1 AND stock_version < $3`,
    [productId, available, version],
  );
}

import type { Database } from '@app/database';

/** How much of a product can be ordered, as the inventory says it. */
export interface StockLevel {
  readonly available: number;
  /** Which count of the pieces it follows. */
  readonly count: number;
  /** Grows with each change of the level. */
  readonly version: number;
}

/** Shows a level as the stock of a product, unless a newer one is shown, or it was counted since. */
export async function showStockLevel(
  database: Database,
  productId: string,
  { available, count, version }: StockLevel,
): Promise<void> {
  await database.query(
    `UPDATE products.products
     SET stock = $2,
         stock_version = $3,
         -- What says the same as before is no change to whoever has read the product.
         version = version + CASE WHEN stock = $2 THEN 0 ELSE 1 END
     WHERE id = $1 AND stock_version < $3 AND count <= $4`,
    [productId, available, version, count],
  );
}

/**
 * Counts the pieces of a product again: levels that follow an earlier count are no longer shown.
 *
 * @returns which count it is
 */
export async function countAgain(transaction: Database, productId: string): Promise<number> {
  const rows = await transaction.query<{ count: number }>(
    'UPDATE products.products SET count = count + 1 WHERE id = $1 RETURNING count',
    [productId],
  );
  const [{ count }] = rows as [{ count: number }];
  return count;
}

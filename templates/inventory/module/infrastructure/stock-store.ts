import type { Database } from '@app/database';
import type { Item } from '../domain/item.ts';
import type { StockLevel } from '../domain/stock-level.ts';

const columns = 'product_id AS "productId", available, reserved, count, version';

export async function findStock(
  database: Database,
  productId: string,
): Promise<StockLevel | undefined> {
  const [level] = await database.query<StockLevel>(
    `SELECT ${columns} FROM inventory.stock WHERE product_id = $1`,
    [productId],
  );
  return level;
}

/**
 * The stock of products, which nobody else changes until the transaction ends. Locked in the order of
 * ids, so that no two orders wait for each other.
 */
export async function lockStock(
  transaction: Database,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, StockLevel>> {
  const levels = await transaction.query<StockLevel>(
    `SELECT ${columns} FROM inventory.stock
     WHERE product_id = ANY ($1::uuid[]) ORDER BY product_id FOR UPDATE`,
    [productIds],
  );
  return new Map(levels.map((level) => [level.productId, level]));
}

/**
 * Sets items aside, or gives them back; lock their stock before.
 *
 * @returns the stock of each product after that
 */
export async function moveStock(
  transaction: Database,
  items: readonly Item[],
  to: 'reserved' | 'available',
): Promise<StockLevel[]> {
  return transaction.query<StockLevel>(
    `UPDATE inventory.stock AS stock
     SET available = available - moved.quantity, reserved = reserved + moved.quantity,
         version = version + 1
     FROM unnest($1::uuid[], $2::bigint[]) AS moved (id, quantity)
     WHERE stock.product_id = moved.id
     RETURNING ${columns}`,
    [
      items.map(({ productId }) => productId),
      items.map(({ quantity }) => (to === 'reserved' ? quantity : -quantity)),
    ],
  );
}

/** @returns nothing when there is stock of the product already */
export async function addStock(
  transaction: Database,
  productId: string,
  available: number,
): Promise<StockLevel | undefined> {
  const [level] = await transaction.query<StockLevel>(
    `INSERT INTO inventory.stock (product_id, available) VALUES ($1, $2)
     ON CONFLICT DO NOTHING RETURNING ${columns}`,
    [productId, available],
  );
  return level;
}

/**
 * Sets what is available; what is reserved stays so.
 *
 * @returns nothing when it was counted again since
 */
export async function setStock(
  transaction: Database,
  productId: string,
  { stock, count }: { stock: number; count: number },
): Promise<StockLevel | undefined> {
  const [level] = await transaction.query<StockLevel>(
    `INSERT INTO inventory.stock AS stock (product_id, available, count) VALUES ($1, $2, $3)
     ON CONFLICT (product_id) DO UPDATE
     SET available = EXCLUDED.available, count = EXCLUDED.count, version = stock.version + 1
     WHERE stock.count < EXCLUDED.count
     RETURNING ${columns}`,
    [productId, stock, count],
  );
  return level;
}

import type { Database } from '@app/database';
import type { NewProduct, Product, ProductChange } from '../domain/product.ts';

/** Stores a product; nothing is stored, and nothing given back, when the SKU is taken. */
export async function insertProduct(
  database: Database,
  { sku, name, price, stock }: NewProduct,
): Promise<Product | undefined> {
  const rows = await database.query<ProductRow>(
    `INSERT INTO products.products (sku, name, price_amount, price_currency, stock)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (sku) DO NOTHING
     RETURNING ${columns}`,
    [sku, name, price.amount, price.currency, stock],
  );
  return rows.map(toProduct)[0];
}

export async function findProduct(database: Database, id: string): Promise<Product | undefined> {
  return (await findProducts(database, [id]))[0];
}

/** Products of these ids, in no order; unknown ids are left out. */
export async function findProducts(database: Database, ids: readonly string[]): Promise<Product[]> {
  const rows = await database.query<ProductRow>(
    `SELECT ${columns} FROM products.products WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return rows.map(toProduct);
}

/**
 * Products by age, oldest first.
 *
 * @param after id of the last product of the page before
 */
export async function listProducts(
  database: Database,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Product[]> {
  const rows = await database.query<ProductRow>(
    `SELECT ${columns} FROM products.products
     WHERE $1::uuid IS NULL OR id > $1
     ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows.map(toProduct);
}

/**
 * Changes a product; what is left out stays.
 *
 * @param versions the states from which the change may be made; any when left out
 * @returns nothing when there is no such product in one of these states
 */
export async function updateProduct(
  database: Database,
  id: string,
  { name, price, stock }: ProductChange,
  versions: readonly number[] | undefined,
): Promise<Product | undefined> {
  const rows = await database.query<ProductRow>(
    `UPDATE products.products
     SET name = coalesce($2, name),
         price_amount = coalesce($3, price_amount),
         price_currency = coalesce($4, price_currency),
         stock = coalesce($5, stock),
         version = version + 1
     WHERE id = $1 AND ($6::integer[] IS NULL OR version = ANY ($6))
     RETURNING ${columns}`,
    [id, name, price?.amount, price?.currency, stock, versions],
  );
  return rows.map(toProduct)[0];
}

const columns = 'id, sku, name, price_amount, price_currency, stock, version';

interface ProductRow {
  id: string;
  sku: string;
  name: string;
  price_amount: number;
  price_currency: string;
  stock: number;
  version: number;
}

function toProduct({ price_amount, price_currency, ...product }: ProductRow): Product {
  return { ...product, price: { amount: price_amount, currency: price_currency } };
}

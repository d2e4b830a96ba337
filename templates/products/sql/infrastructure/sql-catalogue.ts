import type { Database } from '@app/database';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Product } from '../domain/product.ts';

/**
 * Products in the table `products.products`.
 *
 * @param replica for lists, which may lag behind
 */
export function sqlCatalogue(database: Database, replica: Database): Catalogue {
  const findMany: Catalogue['findMany'] = async (ids) => {
    const rows = await database.query<ProductRow>(
      `SELECT ${columns} FROM products.products WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return rows.map(toProduct);
  };
  return {
    findMany,
    find: async (id) => (await findMany([id]))[0],
    async add({ sku, name, price, stock }) {
      const rows = await database.query<ProductRow>(
        `INSERT INTO products.products (sku, name, price_amount, price_currency, stock)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (sku) DO NOTHING
         RETURNING ${columns}`,
        [sku, name, price.amount, price.currency, stock],
      );
      return rows.map(toProduct)[0];
    },
    async list({ after, limit }) {
      const rows = await replica.query<ProductRow>(
        `SELECT ${columns} FROM products.products
         WHERE $1::uuid IS NULL OR id > $1
         ORDER BY id LIMIT $2`,
        [after, limit],
      );
      return rows.map(toProduct);
    },
    async change(id, { name, price, stock }, versions) {
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
    },
  };
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

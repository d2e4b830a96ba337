import type { Pool } from '@app/database';
import { sqlCatalogue } from './infrastructure/sql-catalogue.ts';
import { addStartingProducts } from './starting-products.ts';

/** Brings the products that the shop starts with; may be repeated. */
export async function seed(pool: Pool): Promise<void> {
  await addStartingProducts(sqlCatalogue(pool, pool));
}

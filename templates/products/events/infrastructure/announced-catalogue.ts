import {
  productAdded,
  productChanged,
  productEvents,
  stockSet,
} from '@app/contracts/product-events';
import type { Database, Pool } from '@app/database';
import { publish } from '@app/messaging';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Product, ProductChange } from '../domain/product.ts';
import { sqlCatalogue } from './sql-catalogue.ts';
import { countAgain } from './stock-level-store.ts';

/** The catalogue, which tells of each change in the transaction that makes it. */
export function announcedCatalogue(pool: Pool): Catalogue {
  return {
    ...sqlCatalogue(pool, pool),
    add: (product) =>
      pool.transaction(async (transaction) => {
        const added = await sqlCatalogue(transaction, transaction).add(product);
        if (added) await tellOfAddition(transaction, added);
        return added;
      }),
    change: (id, change, versions) =>
      pool.transaction(async (transaction) => {
        const changed = await sqlCatalogue(transaction, transaction).change(id, change, versions);
        if (changed) await tellOfChange(transaction, changed, change);
        return changed;
      }),
  };
}

async function tellOfAddition(transaction: Database, product: Product): Promise<void> {
  const { id: subject, ...data } = product;
  await publish(transaction, productEvents, productAdded, { subject, data });
}

async function tellOfChange(
  transaction: Database,
  { id: subject, name, price, stock, version }: Product,
  change: ProductChange,
): Promise<void> {
  if (change.name !== undefined || change.price !== undefined) {
    const data = { name, price, version };
    await publish(transaction, productEvents, productChanged, { subject, data });
  }
  if (change.stock !== undefined) {
    const count = await countAgain(transaction, subject);
    await publish(transaction, productEvents, stockSet, { subject, data: { stock, count } });
  }
}

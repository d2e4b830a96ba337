import type { productEvents } from '@app/contracts/product-events';
import type { Database } from '@app/database';
import type { Handlers } from '@app/events';
import { addStock, setStock } from './infrastructure/stock-store.ts';
import { tellOfStock } from './tell-of-stock.ts';

/** What the inventory does when the catalogue changes. */
export const stockReactions: Handlers<typeof productEvents, Database> = {
  'products.product-added': async ({ subject, data }, transaction) => {
    const added = await addStock(transaction, subject, data.stock);
    if (added) await tellOfStock(transaction, [added]);
  },
  'products.stock-set': async ({ subject, data }, transaction) => {
    const set = await setStock(transaction, subject, data);
    if (set) await tellOfStock(transaction, [set]);
  },
};

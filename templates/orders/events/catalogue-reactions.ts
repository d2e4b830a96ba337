import type { productEvents } from '@app/contracts/product-events';
import type { Database } from '@app/database';
import type { Handlers } from '@app/events';
import { list } from './infrastructure/catalogue-store.ts';

/** Keeps a copy of names and prices: the newest, also where an older one comes later. */
export const catalogueReactions: Handlers<typeof productEvents, Database> = {
  'products.product-added': ({ subject, data }, transaction) => list(transaction, subject, data),
  'products.product-changed': ({ subject, data }, transaction) => list(transaction, subject, data),
};

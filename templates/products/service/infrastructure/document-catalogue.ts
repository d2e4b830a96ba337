import { newId } from '@app/documents';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Store } from '../store.ts';

/** Products as documents. */
export function documentCatalogue(products: Store['products']): Catalogue {
  return {
    add: (product) => products.insert(newId(), product),
    find: products.find,
    findMany: products.findMany,
    list: products.list,
    change: products.update,
  };
}

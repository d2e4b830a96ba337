import { type Collections, documentStorage } from '@app/documents';
import type { NewProduct } from './domain/product.ts';
import type { Reservation } from './domain/reservation.ts';

/** What the service keeps, by collection. */
export interface Contents {
  readonly products: NewProduct;
  /** By the id of the order. */
  readonly reservations: Reservation;
}

export type Store = Collections<Contents>;

export const storage = documentStorage<Contents>({
  schema: 'products',
  collections: { products: { unique: ['sku'] }, reservations: { unique: [] } },
});

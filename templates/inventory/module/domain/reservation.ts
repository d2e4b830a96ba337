import type { Item } from './item.ts';

/** The stock that is set aside for an order, all that it wants or nothing. */
export interface Reservation {
  /** `unavailable` never held any; `released` is for good, also when it came before the order. */
  readonly status: 'reserved' | 'unavailable' | 'released';
  readonly items: readonly Item[];
  /** The product of which there was not enough. */
  readonly shortOf: string | null;
}

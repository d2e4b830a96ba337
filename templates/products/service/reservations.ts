import type { Catalogue } from './domain/catalogue.ts';
import { type Quote, quote } from './domain/quote.ts';
import { ReservationReleased } from './domain/reservation.ts';
import { OutOfStock, type Quantity } from './domain/stock.ts';
import type { ReservationStore } from './infrastructure/reservation-store.ts';
import type { Steps } from './reservation-steps.ts';

/** Stock for orders. What is asked for may be repeated, and may arrive in any order. */
export interface Reservations {
  /**
   * Takes stock for an order: all of it or nothing.
   *
   * @throws UnknownProduct, OutOfStock or ReservationReleased
   */
  reserve(orderId: string, wanted: readonly Quantity[]): Promise<readonly Quote[]>;
  /** Gives the stock of an order back, and refuses a reservation of it that arrives later. */
  release(orderId: string): Promise<void>;
}

interface Parts {
  readonly catalogue: Catalogue;
  readonly reservations: ReservationStore;
  readonly steps: Steps;
}

/**
 * Reservations that survive the end of a process at any point: each is a document that says which step
 * it is at. A step is decided by the one change of that document from the state that was read, and then
 * carried out product by product; whoever finds it half done goes on with it.
 */
export function createReservations({ catalogue, reservations, steps }: Parts): Reservations {
  return {
    async reserve(orderId, wanted) {
      const begun = (await reservations.find(orderId)) ?? (await begin(orderId, wanted));
      const { step, lines, shortage } = await steps.settle(begun);
      if (step === 'taken') return lines;
      throw shortage ? new OutOfStock(shortage) : new ReservationReleased();
    },
    async release(orderId) {
      let current =
        (await reservations.find(orderId)) ?? (await reservations.begin(orderId, 'over', []));
      while (current.step !== 'over') {
        if (current.step === 'taking') current = await reservations.move(current, 'undoing');
        else if (current.step === 'taken') current = await reservations.move(current, 'returning');
        else current = await steps.carryOut(current);
      }
    },
  };

  async function begin(orderId: string, wanted: readonly Quantity[]) {
    const products = await catalogue.findMany(wanted.map(({ productId }) => productId));
    return reservations.begin(orderId, 'taking', quote(products, wanted));
  }
}

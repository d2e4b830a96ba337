import type { Document } from '@app/documents';
import type { Catalogue } from './domain/catalogue.ts';
import { type Quote, quote } from './domain/quote.ts';
import { isSettled, type Reservation, ReservationReleased } from './domain/reservation.ts';
import { OutOfStock, type Quantity } from './domain/stock.ts';
import type { Stock } from './domain/stock-keeping.ts';
import type { Store } from './store.ts';

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
  readonly reservations: Store['reservations'];
  readonly stock: Stock;
}

type Kept = Document<Reservation>;

/**
 * Reservations that survive the end of a process at any point: each is a document that says which step
 * it is at. A step is decided by the one change of that document from the state that was read, and then
 * carried out product by product; whoever finds it half done goes on with it.
 */
export function createReservations({ catalogue, reservations, stock }: Parts): Reservations {
  return {
    async reserve(orderId, wanted) {
      const reservation = await settle((await reservations.find(orderId)) ?? (await begin()));
      if (reservation.step === 'taken') return reservation.lines;
      throw reservation.shortage ? new OutOfStock(reservation.shortage) : new ReservationReleased();

      async function begin(): Promise<Kept> {
        const products = await catalogue.findMany(wanted.map(({ productId }) => productId));
        return insert(orderId, 'taking', quote(products, wanted));
      }
    },
    async release(orderId) {
      let reservation = (await reservations.find(orderId)) ?? (await insert(orderId, 'over', []));
      while (reservation.step !== 'over') {
        if (reservation.step === 'taking') reservation = await move(reservation, 'undoing');
        else if (reservation.step === 'taken') reservation = await move(reservation, 'returning');
        else reservation = await carryOut(reservation);
      }
    },
  };

  async function insert(
    orderId: string,
    step: Reservation['step'],
    lines: readonly Quote[],
  ): Promise<Kept> {
    const content = { step, lines, since: Date.now() };
    return (await reservations.insert(orderId, content)) ?? read(orderId);
  }

  async function settle(reservation: Kept): Promise<Kept> {
    let current = reservation;
    while (!isSettled(current)) current = await carryOut(current);
    return current;
  }

  /** Carries a step out and decides the next; gives the reservation as it then is, whoever changed it. */
  async function carryOut(reservation: Kept): Promise<Kept> {
    if (reservation.step === 'taking') return take(reservation);
    const attempt = { orderId: reservation.id, since: reservation.since };
    for (const line of reservation.lines) {
      if (reservation.step === 'undoing') await stock.undo(line, attempt);
      else if ((await stock.giveBack(line, attempt)) === 'late') return renew(reservation);
    }
    return move(reservation, 'over');
  }

  async function take(reservation: Kept): Promise<Kept> {
    const attempt = { orderId: reservation.id, since: reservation.since };
    for (const line of reservation.lines) {
      const taken = await stock.take(line, attempt);
      if (taken === 'short') return move(reservation, 'undoing', { shortage: line.productId });
      if (taken === 'undone') return read(reservation.id);
      if (taken === 'late') return renew(reservation);
    }
    return move(reservation, 'taken');
  }

  async function move(
    reservation: Kept,
    step: Reservation['step'],
    more: { readonly shortage?: string } = {},
  ): Promise<Kept> {
    const since = Math.max(Date.now(), reservation.since + 1);
    const change = { ...more, step, since };
    const moved = await reservations.update(reservation.id, change, [reservation.version]);
    return moved ?? read(reservation.id);
  }

  /** Begins an attempt again that was held up for so long that products have forgotten others since. */
  function renew(reservation: Kept): Promise<Kept> {
    const since = reservation.since + clockDifferenceMs;
    return move({ ...reservation, since }, reservation.step);
  }

  async function read(orderId: string): Promise<Kept> {
    const reservation = await reservations.find(orderId);
    if (!reservation) throw new Error(`the reservation of order ${orderId} is gone`);
    return reservation;
  }
}

/** How much further an attempt that is too old is moved at least, in milliseconds: clocks of instances differ. */
const clockDifferenceMs = 60_000;

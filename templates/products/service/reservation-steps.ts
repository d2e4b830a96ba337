import { isSettled } from './domain/reservation.ts';
import type { Stock } from './domain/stock-keeping.ts';
import type { Kept, ReservationStore } from './infrastructure/reservation-store.ts';

export interface Steps {
  /** Carries a step out and decides the next. */
  carryOut(reservation: Kept): Promise<Kept>;
  /** Carries out whatever is left to do. */
  settle(reservation: Kept): Promise<Kept>;
}

/**
 * What each step of a reservation does to the stock of its products. A step may be carried out by
 * several at once and from the start after a crash: each product counts it once.
 */
export function reservationSteps(reservations: ReservationStore, stock: Stock): Steps {
  return { carryOut, settle };

  async function settle(reservation: Kept): Promise<Kept> {
    let current = reservation;
    while (!isSettled(current)) current = await carryOut(current);
    return current;
  }

  async function carryOut(reservation: Kept): Promise<Kept> {
    if (reservation.step === 'taking') return take(reservation);
    const attempt = { orderId: reservation.id, since: reservation.since };
    for (const line of reservation.lines) {
      if (reservation.step === 'undoing') await stock.undo(line, attempt);
      else if ((await stock.giveBack(line, attempt)) === 'late') {
        return reservations.renew(reservation);
      }
    }
    return reservations.move(reservation, 'over');
  }

  async function take(reservation: Kept): Promise<Kept> {
    const attempt = { orderId: reservation.id, since: reservation.since };
    for (const line of reservation.lines) {
      const taken = await stock.take(line, attempt);
      if (taken === 'short') {
        return reservations.move(reservation, 'undoing', { shortage: line.productId });
      }
      // Undone means that somebody went to another step, which the renewal then finds.
      if (taken !== 'done') return reservations.renew(reservation);
    }
    return reservations.move(reservation, 'taken');
  }
}

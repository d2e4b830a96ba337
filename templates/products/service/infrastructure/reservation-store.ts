import type { Document } from '@app/documents';
import type { Quote } from '../domain/quote.ts';
import type { Reservation, Step } from '../domain/reservation.ts';
import type { Store } from '../store.ts';

/** A reservation in the state in which it was read; its id is that of the order. */
export type Kept = Document<Reservation>;

/**
 * Reservations as documents. What changes one gives it as it then is: changed by us, or by somebody
 * who was faster.
 */
export interface ReservationStore {
  find(orderId: string): Promise<Kept | undefined>;
  /** Stores a reservation, unless there is one for the order. */
  begin(orderId: string, step: Step, lines: readonly Quote[]): Promise<Kept>;
  /** Goes to another step, if it is still as it was read. */
  move(reservation: Kept, step: Step, more?: { readonly shortage?: string }): Promise<Kept>;
  /** Begins an attempt again that is too old, since products have forgotten younger ones. */
  renew(reservation: Kept): Promise<Kept>;
}

export function reservationStore(reservations: Store['reservations']): ReservationStore {
  const read = async (orderId: string): Promise<Kept> => {
    const reservation = await reservations.find(orderId);
    if (!reservation) throw new Error(`the reservation of order ${orderId} is gone`);
    return reservation;
  };
  const change = async ({ id, version }: Kept, changed: Partial<Reservation>): Promise<Kept> =>
    (await reservations.update(id, changed, [version])) ?? read(id);
  return {
    find: reservations.find,
    async begin(orderId, step, lines) {
      const content = { step, lines, since: Date.now() };
      return (await reservations.insert(orderId, content)) ?? read(orderId);
    },
    move: (reservation, step, more = {}) =>
      change(reservation, { ...more, step, since: laterThan(reservation, 1) }),
    renew: (reservation) =>
      change(reservation, { since: laterThan(reservation, clockDifferenceMs) }),
  };
}

/** How far clocks of instances may differ before an attempt that is too old is renewed more than once. */
const clockDifferenceMs = 60_000;

function laterThan({ since }: Reservation, byMs: number): number {
  return Math.max(Date.now(), since + byMs);
}

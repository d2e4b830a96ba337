import type { Quote } from './quote.ts';

/**
 * How far a reservation has come.
 *
 * ```
 * taking ─┬─> taken ──> returning ─┬─> over
 *         └─> undoing ─────────────┘
 * ```
 */
export type Step = 'taking' | 'taken' | 'undoing' | 'returning' | 'over';

/** Stock that is held for an order. It outlives every attempt, and says what is left to do. */
export interface Reservation {
  readonly step: Step;
  /** What was asked for, at the prices of that moment. */
  readonly lines: readonly Quote[];
  /** The product of which there was not enough, if that is why it ended. */
  readonly shortage?: string;
  /** Time of this step or of a later attempt at it, in milliseconds; grows with each change. */
  readonly since: number;
}

/** Says whether nothing is left to do until somebody asks for more. */
export function isSettled({ step }: Reservation): boolean {
  return step === 'taken' || step === 'over';
}

/** The stock of an order was given back before, or its release came first. */
export class ReservationReleased extends Error {
  constructor() {
    super('The stock for this order was released.');
    this.name = 'ReservationReleased';
  }
}

import type { Quantity } from './stock.ts';

/** An attempt at a step of the reservation of an order. */
export interface Attempt {
  readonly orderId: string;
  readonly since: number;
}

/** Whether stock was taken, or what stands against it. */
export type Taken =
  | 'done'
  /** There is not enough. */
  | 'short'
  /** It was undone meanwhile. */
  | 'undone'
  /** The attempt is too old to tell whether it is a repetition. */
  | 'late';

/**
 * The stock of products. Each method is about one product, and has its effect once for each order,
 * however often it is called and in whatever order the calls arrive.
 */
export interface Stock {
  take(wanted: Quantity, attempt: Attempt): Promise<Taken>;
  /** Gives back what `take` took, if it did; either way it takes nothing from then on. */
  undo(wanted: Quantity, attempt: Attempt): Promise<void>;
  /** Gives back what a finished reservation holds. */
  giveBack(held: Quantity, attempt: Attempt): Promise<'done' | 'late'>;
}

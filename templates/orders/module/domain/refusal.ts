export type RefusalReason =
  | 'out_of_stock'
  | 'payment_declined'
  | 'unknown_product'
  | 'mixed_currencies';

/** Why an order is not placed: an answer that stays the same when the request is repeated. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** For the customer. */
  readonly detail: string;
  readonly productId?: string;
}

/** Carries a refusal out of the placing of an order, which is thereby undone. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** The order is not placed, for a reason that passes: the request may be repeated. */
export class NotPlaced extends Error {
  readonly failure: 'in-flight' | 'payment-unavailable';

  constructor(failure: NotPlaced['failure']) {
    super(`the order is not placed: ${failure}`);
    this.name = 'NotPlaced';
    this.failure = failure;
  }
}

import type { Money } from './payment.ts';

/**
 * The port to whoever moves the money. Every call may be repeated: the reference makes it idempotent.
 * Calls reject with ProviderUnavailable when trying again may help, and with the signal's reason when
 * it aborts; in both cases nobody knows whether the call took effect.
 */
export interface PaymentProvider {
  /** Holds money without taking it. */
  authorise(charge: Charge, signal: AbortSignal): Promise<'authorised' | 'declined'>;
  /** Takes what is held. */
  capture(reference: string, signal: AbortSignal): Promise<void>;
  /** Gives back what is held or taken, and refuses what comes later under the same reference. */
  reverse(reference: string, signal: AbortSignal): Promise<void>;
}

export interface Charge {
  /** Idempotency key at the provider. */
  readonly reference: string;
  /** Stands for the card; made by the provider's form in the browser. */
  readonly token: string;
  readonly total: Money;
}

/** The provider cannot do it now; the same call may work later. */
export class ProviderUnavailable extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'ProviderUnavailable';
  }
}

/** An amount in minor units (cents) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/**
 * Where a payment stands. `authorising` may hold money at the provider, or not: nobody knows until it
 * answers. `authorised` belongs to a committed order and is about to be captured.
 */
export const paymentStatuses = [
  'authorising',
  'declined',
  'authorised',
  'captured',
  'voiding',
  'voided',
  'refunding',
  'refunded',
] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

/** The payment of one order. */
export interface Payment {
  readonly id: string;
  readonly orderId: string;
  readonly total: Money;
  readonly status: PaymentStatus;
  readonly createdAt: Date;
}

/** What has to be done at the provider in a status, and where that leads. */
export interface Step {
  readonly action: 'capture' | 'reverse';
  readonly to: PaymentStatus;
}

/** The step that is due in a status; none when the payment rests. */
export function dueStep(status: PaymentStatus): Step | undefined {
  return steps[status];
}

const steps: Partial<Record<PaymentStatus, Step>> = {
  authorised: { action: 'capture', to: 'captured' },
  voiding: { action: 'reverse', to: 'voided' },
  refunding: { action: 'reverse', to: 'refunded' },
};

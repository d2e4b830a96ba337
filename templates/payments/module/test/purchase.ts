import { randomUUID } from 'node:crypto';
import type { PaymentRequest } from '../hold-money.ts';

export const total = { amount: 990, currency: 'EUR' };

/** A new order of a new customer, to be paid with a token that tells the fake provider what to do. */
export function purchase(paymentToken: string): PaymentRequest {
  return { orderId: randomUUID(), userId: randomUUID(), paymentToken, total };
}

/** The signal of a call that may take as long as it likes. */
export const noHurry = new AbortController().signal;

import type { Letter } from './mail.ts';

/** An amount in minor units of an ISO 4217 currency. */
interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** To who has registered. */
export function welcomeLetter(): Letter {
  return {
    subject: 'Welcome',
    paragraphs: ['Your account is ready. Sign in with this address and the password you chose.'],
  };
}

/** To whose order will be delivered. */
export function confirmedLetter(order: { orderId: string; total: Money }): Letter {
  return {
    subject: 'Your order is confirmed',
    paragraphs: [`Your order ${order.orderId} over ${inWords(order.total)} is on its way.`],
  };
}

/** To whose order is not going to be delivered. */
export function rejectedLetter(order: { orderId: string; reason: string }): Letter {
  const why = reasons.get(order.reason) ?? 'it could not be carried out';
  return {
    subject: 'Your order could not be accepted',
    paragraphs: [`Your order ${order.orderId} has ended: ${why}.`, 'You pay nothing for it.'],
  };
}

/** To who has taken an order back. */
export function cancelledLetter(order: { orderId: string }): Letter {
  return {
    subject: 'Your order is cancelled',
    paragraphs: [`Your order ${order.orderId} is cancelled.`, 'You pay nothing for it.'],
  };
}

const reasons = new Map(
  Object.entries({
    payment_declined: 'the payment was declined',
    payment_unavailable: 'the payment provider did not answer',
    out_of_stock: 'something in it is out of stock',
    shipping_failed: 'nobody delivers to the address',
    timed_out: 'it took too long',
  }),
);

function inWords({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}

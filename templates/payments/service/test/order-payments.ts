import type { AnyEndpoint, CallTo } from '@app/contracts';
import { inject } from '@app/contracts/testing';
import { openBooks, type PaymentBooks } from './payment-books.ts';

/** Payments as the service orders sees them, and where the money really is. */
export interface OrderPayments extends PaymentBooks {
  /** Calls as orders does. */
  send(
    endpoint: AnyEndpoint,
    call: CallTo<AnyEndpoint>,
  ): Promise<{ status: number; body: unknown }>;
  moneyOf(orderId: string): Promise<'held' | 'taken' | 'with the customer'>;
}

export async function openOrderPayments(): Promise<OrderPayments> {
  const books = await openBooks();
  const { authorization } = books.asCaller('orders');
  return {
    ...books,
    send: (endpoint, call) => inject(books.server, authorization, endpoint, call),
    async moneyOf(orderId) {
      const [, state] = await books.statesOf(orderId);
      if (state === 'captured') return 'taken';
      return state === 'authorised' ? 'held' : 'with the customer';
    },
  };
}

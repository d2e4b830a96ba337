import {
  orderEvents,
  paymentDeclined,
  paymentReleased,
  paymentReserved,
} from '@app/contracts/order-events';
import type { Database, Pool } from '@app/database';
import { publish } from '@app/messaging';
import { once } from '@app/outbox';
import { authorise } from './authorise.ts';
import type { PaymentProvider } from './domain/payment-provider.ts';
import type { Authorisation, PaymentRequest } from './hold-money.ts';
import { lockPayment, releasePayment } from './infrastructure/order-payment-store.ts';
import { abandonPayment, confirmPayment } from './infrastructure/payment-store.ts';

interface Context {
  readonly pool: Pool;
  readonly provider: PaymentProvider;
  readonly paymentTimeoutMs: number;
  /** Lets settlement look at once for money to move. */
  readonly settleSoon: () => void;
}

/**
 * What payments does for an order. Each step takes effect once for a message, and may come late, again
 * or ahead of the others: what was released stays released.
 */
export interface PaymentSteps {
  /** Has the provider hold the money, and tells whether it does. */
  reserve(messageId: string, request: PaymentRequest): Promise<void>;
  /** Gives the money back, or sees to it that none is ever held, and tells so. */
  release(messageId: string, orderId: string): Promise<void>;
  /** Takes the money that is held. */
  capture(messageId: string, orderId: string): Promise<void>;
}

/** Steps that decide in a transaction; settlement moves the money afterwards. */
export function paymentSteps(context: Context): PaymentSteps {
  const onceFor = (messageId: string, effect: (transaction: Database) => Promise<unknown>) =>
    context.pool.transaction(async (transaction) => {
      await once(transaction, 'payments', messageId, async () => void (await effect(transaction)));
    });
  return {
    async reserve(messageId, request) {
      const answer = await authorise(context, request);
      await onceFor(messageId, (transaction) => conclude(transaction, request.orderId, answer));
      if (answer === 'unavailable') context.settleSoon();
    },
    async release(messageId, orderId) {
      await onceFor(messageId, async (transaction) => {
        await releasePayment(transaction, orderId);
        await publish(transaction, orderEvents, paymentReleased, { subject: orderId, data: {} });
      });
      context.settleSoon();
    },
    async capture(messageId, orderId) {
      await onceFor(messageId, (transaction) => confirmPayment(transaction, orderId));
      context.settleSoon();
    },
  };
}

/** Tells what came of asking the provider, by where the payment stands now: it may have been released. */
async function conclude(
  transaction: Database,
  orderId: string,
  answer: Authorisation | 'decided',
): Promise<void> {
  const { status, total } = await lockPayment(transaction, orderId);
  const decline = (reason: 'payment_declined' | 'payment_unavailable') =>
    publish(transaction, orderEvents, paymentDeclined, { subject: orderId, data: { reason } });
  if (status === 'declined') return decline('payment_declined');
  if (status === 'authorising' && answer === 'unavailable') {
    // The provider may hold the money all the same.
    await abandonPayment(transaction, orderId);
    return decline('payment_unavailable');
  }
  if (status === 'authorising' || status === 'authorised' || status === 'captured') {
    const told = { subject: orderId, data: { total } };
    return publish(transaction, orderEvents, paymentReserved, told);
  }
  await publish(transaction, orderEvents, paymentReleased, { subject: orderId, data: {} });
}

import type { Database } from '@app/database';
import { repeatInBackground } from '@app/http-server';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { authorise } from './authorise.ts';
import type { Authorisation, PaymentRequest } from './hold-money.ts';
import { paymentRoutes } from './http/payment-routes.ts';
import { fakePaymentProvider } from './infrastructure/fake-payment-provider.ts';
import { abandonPayment, confirmPayment, refundPayment } from './infrastructure/payment-store.ts';
import { createSettlement } from './settlement.ts';

export type { Authorisation, PaymentRequest } from './hold-money.ts';

/**
 * Authorises, captures and refunds through a payment provider. Money moves only by `settle`, which
 * carries out what a committed transaction asked for, and is repeated until it is done.
 */
export interface Payments extends Module {
  /**
   * Asks the provider to hold the money for an order; call it outside any transaction. What was held
   * is given up by itself unless `confirm` follows.
   */
  authorise(request: PaymentRequest): Promise<Authorisation>;
  /**
   * Makes the capture due, within the caller's transaction.
   *
   * @returns false when the authorisation was given up meanwhile: the caller rolls back
   */
  confirm(transaction: Database, orderId: string): Promise<boolean>;
  /** Gives an authorisation up that no order came of; does nothing to a confirmed one. */
  abandon(orderId: string): Promise<void>;
  /** Makes the refund due, within the caller's transaction. */
  refund(transaction: Database, orderId: string): Promise<void>;
  /** Carries out what is due for an order. Never rejects: what fails is logged and tried again. */
  settle(orderId: string): Promise<void>;
}

export function createPayments(platform: Platform): Payments {
  const provider = fakePaymentProvider(platform.pool);
  const context = { ...platform, provider };
  const settle = createSettlement(context);
  return {
    mounts: {
      '/api/payments': async (server) => {
        await server.register(paymentRoutes(platform));
        repeatInBackground(server, settle);
      },
    },
    authorise: (request) => authorise(context, request),
    confirm: confirmPayment,
    async abandon(orderId) {
      await abandonPayment(platform.pool, orderId);
      await settle({ orderId });
    },
    refund: refundPayment,
    settle: (orderId) => settle({ orderId }),
  };
}

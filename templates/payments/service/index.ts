import { repeatInBackground } from '@app/http-server';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { orderPaymentRoutes } from './http/order-payment-routes.ts';
import { paymentRoutes } from './http/payment-routes.ts';
import { fakePaymentProvider } from './infrastructure/fake-payment-provider.ts';
import { createSettlement } from './settlement.ts';

/**
 * Lists payments for their users, and authorises, captures and gives back for orders. Money moves only
 * by settlement, which carries out what was recorded, and is repeated until it is done.
 */
export function createPayments(platform: Platform): Module {
  const provider = fakePaymentProvider(platform.pool);
  const settle = createSettlement({ ...platform, provider });
  return {
    mounts: {
      '/api/payments': async (server) => {
        await server.register(paymentRoutes(platform));
        repeatInBackground(server, settle);
      },
      '': orderPaymentRoutes({ ...platform, provider, settle }),
    },
  };
}

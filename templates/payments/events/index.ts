import { repeatInBackground } from '@app/http-server';
import { exchangeMessages } from '@app/messaging';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { paymentRoutes } from './http/payment-routes.ts';
import { fakePaymentProvider } from './infrastructure/fake-payment-provider.ts';
import { orderReactions } from './order-reactions.ts';
import { paymentSteps } from './payment-steps.ts';
import { createSettlement } from './settlement.ts';

/**
 * Lists payments for their users, and holds, takes and gives back the money of orders. Money is taken and
 * given back by settlement alone, which carries out what was recorded: at once, and again until it is
 * done.
 */
export function createPayments(platform: Platform): Module {
  const { pool: store, settings, log } = platform;
  const context = { ...platform, provider: fakePaymentProvider(store) };
  return {
    mounts: {
      '/api/payments': async (server) => {
        await server.register(paymentRoutes(platform));
        const settleSoon = repeatInBackground(server, createSettlement(context));
        const events = orderReactions(paymentSteps({ ...context, settleSoon }));
        exchangeMessages(server, { service: 'payments', settings, store, log, events });
      },
    },
  };
}

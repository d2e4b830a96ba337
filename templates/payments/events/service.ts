import { defineService, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { brokers } from '@app/messaging';
import { withOutbox } from '@app/outbox';
import { createPayments } from './index.ts';

/** The other orders of a partition wait while the provider is asked. */
const timeoutMs = { default: 2_000, minimum: 1, maximum: 10_000 };

/** Holds, takes and gives back the money of orders through a payment provider. */
export const service = defineService({
  name: 'payments',
  settings: Type.Object({ ...brokers, PAYMENT_TIMEOUT_MS: Type.Integer(timeoutMs) }),
  storage: withOutbox(
    sqlStorage({ schema: 'payments', migrations: `${import.meta.dirname}/migrations` }),
  ),
  create: ({ platform, store: pool, settings }) =>
    createPayments({
      ...platform,
      pool,
      replica: pool,
      settings,
      paymentTimeoutMs: settings.PAYMENT_TIMEOUT_MS,
    }),
});

import { defineService, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { createPayments } from './index.ts';

/** Less than the 3 s for which callers wait: then they are told that the provider does not answer. */
const timeoutMs = { default: 2_000, minimum: 1, maximum: 2_500 };

/** Authorises, captures and refunds through a payment provider. */
export const service = defineService({
  name: 'payments',
  settings: Type.Object({ PAYMENT_TIMEOUT_MS: Type.Integer(timeoutMs) }),
  storage: sqlStorage({ schema: 'payments', migrations: `${import.meta.dirname}/migrations` }),
  create: ({ platform, store: pool, settings }) =>
    createPayments({
      ...platform,
      pool,
      replica: pool,
      paymentTimeoutMs: settings.PAYMENT_TIMEOUT_MS,
    }),
});

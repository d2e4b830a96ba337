import { defineService, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { createOrders } from './index.ts';

/** Places and cancels orders. */
export const service = defineService({
  name: 'orders',
  settings: Type.Object({}),
  storage: sqlStorage({ schema: 'orders', migrations: `${import.meta.dirname}/migrations` }),
  calls: ['products', 'payments'],
  create: ({ platform, store: pool }) =>
    createOrders({ ...platform, pool, replica: pool, paymentTimeoutMs: 3_000 }),
});

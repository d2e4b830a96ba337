import { defineService, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { brokers } from '@app/messaging';
import { withOutbox } from '@app/outbox';
import { createShipping } from './index.ts';

/** Ships orders. */
export const service = defineService({
  name: 'shipping',
  settings: Type.Object({ ...brokers }),
  storage: withOutbox(
    sqlStorage({ schema: 'shipping', migrations: `${import.meta.dirname}/migrations` }),
  ),
  create: ({ platform, store, settings }) => createShipping({ ...platform, store, settings }),
});

import { defineService, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { brokers } from '@app/messaging';
import { withOutbox } from '@app/outbox';
import { createInventory } from './index.ts';

/** Knows what is in stock, and sets it aside for orders. */
export const service = defineService({
  name: 'inventory',
  settings: Type.Object({ ...brokers }),
  storage: withOutbox(
    sqlStorage({ schema: 'inventory', migrations: `${import.meta.dirname}/migrations` }),
  ),
  create: ({ platform, store, settings }) => createInventory({ ...platform, store, settings }),
});

import { defineService, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { brokers } from '@app/messaging';
import { withOutbox } from '@app/outbox';
import { createProducts } from './index.ts';
import { announcedCatalogue } from './infrastructure/announced-catalogue.ts';
import { addStartingProducts } from './starting-products.ts';

/** Keeps the catalogue, tells of its changes, and shows the stock that the inventory has. */
export const service = defineService({
  name: 'products',
  settings: Type.Object({ ...brokers }),
  storage: withOutbox(
    sqlStorage({ schema: 'products', migrations: `${import.meta.dirname}/migrations` }),
  ),
  seed: (store) => addStartingProducts(announcedCatalogue(store)),
  create: ({ platform, store, settings }) => createProducts({ ...platform, store, settings }),
});

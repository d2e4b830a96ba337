import { productEvents } from '@app/contracts/product-events';
import { exchangeMessages } from '@app/messaging';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { followInventory } from './follow-inventory.ts';
import { productRoutes } from './http/product-routes.ts';
import { announcedCatalogue } from './infrastructure/announced-catalogue.ts';

/** The catalogue with prices, and with the stock that the inventory tells of. */
export function createProducts({ authentication, store, settings, log }: Platform): Module {
  return {
    mounts: {
      '/api/products': async (server) => {
        await server.register(productRoutes(announcedCatalogue(store), authentication));
        exchangeMessages(server, {
          service: 'products',
          settings,
          store,
          log,
          events: { topics: [productEvents], handle: followInventory(store) },
        });
      },
    },
  };
}

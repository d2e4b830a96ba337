import { exchangeMessages } from '@app/messaging';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { handleMessages, topics } from './handle-messages.ts';
import { stockRoutes } from './http/stock-routes.ts';

/** What is in stock, and what of it is set aside for orders. */
export function createInventory(platform: Platform): Module {
  const { store, settings, log } = platform;
  return {
    mounts: {
      '/api/inventory': async (server) => {
        await server.register(stockRoutes(platform));
        const events = { topics, handle: handleMessages(store) };
        exchangeMessages(server, { service: 'inventory', settings, store, log, events });
      },
    },
  };
}

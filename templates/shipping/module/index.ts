import { exchangeMessages } from '@app/messaging';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { handleMessages, topics } from './handle-messages.ts';
import { shipmentRoutes } from './http/shipment-routes.ts';

/** Creates and cancels the shipments of orders, and lists them for their users. */
export function createShipping(platform: Platform): Module {
  const { store, settings, log } = platform;
  return {
    mounts: {
      '/api/shipments': async (server) => {
        await server.register(shipmentRoutes(platform));
        const events = { topics, handle: handleMessages(store) };
        exchangeMessages(server, { service: 'shipping', settings, store, log, events });
      },
    },
  };
}

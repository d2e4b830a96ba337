import { repeatInBackground } from '@app/http-server';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { orderRoutes } from './http/order-routes.ts';
import { quoteRoutes } from './http/quote-routes.ts';
import { createTakeSteps } from './take-steps.ts';

/** Places and cancels orders, whose stock and money other services hold. */
export function createOrders(platform: Platform): Module {
  const takeSteps = createTakeSteps(platform);
  return {
    mounts: {
      '/api/orders': async (server) => {
        await server.register(orderRoutes({ ...platform, takeSteps }));
        await server.register(quoteRoutes(platform));
        repeatInBackground(server, takeSteps);
      },
    },
  };
}

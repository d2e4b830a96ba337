import type { Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { orderProgressRoutes } from './order-progress-routes.ts';
import { orderReadRoutes } from './order-read-routes.ts';
import { orderWriteRoutes } from './order-write-routes.ts';
import { salesRoutes } from './sales-routes.ts';

/** Orders of the signed-in user, and for administrators what was sold. */
export function orderRoutes(platform: Platform): Routes {
  return async (server) => {
    await server.register(orderReadRoutes(platform));
    await server.register(orderProgressRoutes(platform));
    await server.register(orderWriteRoutes(platform));
    await server.register(salesRoutes(platform));
  };
}

import type { Routes } from '@app/http-server';
import type { Platform } from '#platform';
import type { OrderContext } from '../place-order.ts';
import { orderReadRoutes } from './order-read-routes.ts';
import { orderWriteRoutes } from './order-write-routes.ts';

/** Orders of the signed-in user. */
export function orderRoutes(context: Platform & OrderContext): Routes {
  return async (server) => {
    await server.register(orderReadRoutes(context));
    await server.register(orderWriteRoutes(context));
  };
}

import type { Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { productChangeRoutes } from './product-change-routes.ts';
import { productReadRoutes } from './product-read-routes.ts';

/** Everyone may read products; administrators may add and change them. */
export function productRoutes(platform: Platform): Routes {
  return async (server) => {
    await server.register(productReadRoutes(platform));
    await server.register(productChangeRoutes(platform));
  };
}

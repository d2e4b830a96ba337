import type { Authentication } from '@app/auth';
import type { Routes } from '@app/http-server';
import type { Catalogue } from '../domain/catalogue.ts';
import { productChangeRoutes } from './product-change-routes.ts';
import { productReadRoutes } from './product-read-routes.ts';

/** Everyone may read products; administrators may add and change them. */
export function productRoutes(catalogue: Catalogue, authentication: Authentication): Routes {
  return async (server) => {
    await server.register(productReadRoutes(catalogue));
    await server.register(productChangeRoutes(catalogue, authentication));
  };
}

import type { Module } from '#module';
import type { Platform } from '#platform';
import { orderRoutes } from './http/order-routes.ts';
import { productRoutes } from './http/product-routes.ts';
import { documentCatalogue } from './infrastructure/document-catalogue.ts';
import { stockOf } from './infrastructure/stock.ts';
import { createReservations } from './reservations.ts';
import type { Store } from './store.ts';

/** The catalogue with prices and stock: for everyone, and for orders, which reserves stock. */
export function createProducts(platform: Platform, store: Store): Module {
  const catalogue = documentCatalogue(store.products);
  const reservations = createReservations({
    catalogue,
    reservations: store.reservations,
    stock: stockOf(store),
  });
  return {
    mounts: {
      '/api/products': productRoutes(catalogue, platform.authentication),
      '': orderRoutes({ catalogue, reservations, onlyOrders: platform.requireCaller('orders') }),
    },
  };
}

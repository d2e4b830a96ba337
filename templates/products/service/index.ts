import type { Module } from '#module';
import type { Platform } from '#platform';
import type { Catalogue } from './domain/catalogue.ts';
import { orderRoutes } from './http/order-routes.ts';
import { productRoutes } from './http/product-routes.ts';
import { documentCatalogue } from './infrastructure/document-catalogue.ts';
import { reservationStore } from './infrastructure/reservation-store.ts';
import { type Memory, stockOf } from './infrastructure/stock.ts';
import { reservationSteps } from './reservation-steps.ts';
import { createReservations, type Reservations } from './reservations.ts';
import type { Store } from './store.ts';

/** The catalogue with prices and stock: for everyone, and for orders, which reserves stock. */
export function createProducts(platform: Platform, store: Store): Module {
  const catalogue = documentCatalogue(store.products);
  const reservations = openReservations(store, catalogue);
  return {
    mounts: {
      '/api/products': productRoutes(catalogue, platform.authentication),
      '': orderRoutes({ catalogue, reservations, onlyOrders: platform.requireCaller('orders') }),
    },
  };
}

/** @param memory how long products remember what was settled */
export function openReservations(
  store: Store,
  catalogue: Catalogue,
  memory?: Memory,
): Reservations {
  const reservations = reservationStore(store.reservations);
  const steps = reservationSteps(reservations, stockOf(store, memory));
  return createReservations({ catalogue, reservations, steps });
}

import type { Module } from '#module';
import type { Payments } from '#modules/payments';
import type { Products } from '#modules/products';
import type { Platform } from '#platform';
import { orderRoutes } from './http/order-routes.ts';

/** Places and cancels orders, each in one transaction over stock, order and payment. */
export function createOrders(
  platform: Platform,
  uses: { products: Products; payments: Payments },
): Module {
  return { mounts: { '/api/orders': orderRoutes({ ...platform, ...uses }) } };
}

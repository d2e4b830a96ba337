import type { Database } from '@app/database';
import type { Order } from '../domain/order.ts';
export const orderList = {};
export async function listOrders(_d: Database, _p: object): Promise<Order[]> {
  return [];
}

import { cutPage, decodeCursor, PageQuery, pageOf, problems, type Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { findOrder, listOrders } from '../infrastructure/order-store.ts';
import { notFoundProblem } from './order-problems.ts';
import { Order, OrderId } from './order-schemas.ts';

/** `GET /` lists the user's orders, `GET /:id` is one of them. */
export function orderReadRoutes({ pool, replica, authentication }: Platform): Routes {
  return async (server) => {
    server.get(
      '/',
      {
        onRequest: authentication.requireUser,
        schema: {
          tags: ['orders'],
          summary: 'List your orders, newest first',
          security: [{ bearer: [] }],
          querystring: PageQuery,
          response: { 200: pageOf(Order), ...problems(400, 401) },
        },
      },
      async (request) => {
        const { cursor, limit } = request.query;
        const { userId } = request.principal;
        const before = cursor === undefined ? undefined : decodeCursor(cursor);
        return cutPage(await listOrders(replica, { userId, before, limit: limit + 1 }), limit);
      },
    );

    server.get(
      '/:id',
      {
        onRequest: authentication.requireUser,
        schema: {
          tags: ['orders'],
          summary: 'One of your orders',
          security: [{ bearer: [] }],
          params: OrderId,
          response: { 200: Order, ...problems(400, 401, 404) },
        },
      },
      async (request) => {
        const { userId } = request.principal;
        const order = await findOrder(pool, { id: request.params.id, userId });
        if (!order) throw notFoundProblem();
        return order;
      },
    );
  };
}

import { cutPage, decodeCursor, PageQuery, pageOf, problems, type Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { findOrder } from '../find-order.ts';
import { historyOf } from '../history.ts';
import { listOrders } from '../infrastructure/order-list.ts';
import { History, PointInTime } from './history-schemas.ts';
import { notFoundProblem } from './order-problems.ts';
import { Order, OrderId } from './order-schemas.ts';

/** `GET /` lists the user's orders, `GET /:id` is one of them, `GET /:id/history` what happened to it. */
export function orderReadRoutes({ store, authentication }: Platform): Routes {
  const onRequest = authentication.requireUser;
  const own = { tags: ['orders'], security: [{ bearer: [] }] };
  return async (server) => {
    server.get(
      '/',
      {
        onRequest,
        schema: {
          ...own,
          summary: 'List your orders, newest first; one that was just placed follows in a moment',
          querystring: PageQuery,
          response: { 200: pageOf(Order), ...problems(400, 401) },
        },
      },
      async (request) => {
        const { cursor, limit } = request.query;
        const { userId } = request.principal;
        const before = cursor === undefined ? undefined : decodeCursor(cursor);
        return cutPage(await listOrders(store, { userId, before, limit: limit + 1 }), limit);
      },
    );

    server.get(
      '/:id',
      {
        onRequest,
        schema: {
          ...own,
          summary: 'One of your orders, as it is, or as it was known at a time',
          params: OrderId,
          querystring: PointInTime,
          response: { 200: Order, ...problems(400, 401, 404) },
        },
      },
      async (request) => {
        const { at } = request.query;
        const owned = { id: request.params.id, userId: request.principal.userId };
        const order = await findOrder(store, owned, at === undefined ? undefined : new Date(at));
        if (!order) throw notFoundProblem();
        return order;
      },
    );

    server.get(
      '/:id/history',
      {
        onRequest,
        schema: {
          ...own,
          summary: 'All that happened to one of your orders, oldest first',
          params: OrderId,
          response: { 200: History, ...problems(400, 401, 404) },
        },
      },
      async (request) => {
        const owned = { id: request.params.id, userId: request.principal.userId };
        const items = await historyOf(store, owned);
        if (items.length === 0) throw notFoundProblem();
        return { items: [...items] };
      },
    );
  };
}

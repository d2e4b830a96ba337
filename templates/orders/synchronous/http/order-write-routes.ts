import { problems, type Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { cancelOrder } from '../cancel-order.ts';
import { placeOnce } from '../place-once.ts';
import type { OrderContext } from '../place-order.ts';
import {
  failureProblem,
  notFoundProblem,
  refusalProblem,
  tooLateProblem,
} from './order-problems.ts';
import { IdempotencyKey, Order, OrderId, OrderRequest } from './order-schemas.ts';

/** `POST /` places an order once for each idempotency key, `POST /:id/cancel` cancels one. */
export function orderWriteRoutes(context: Platform & OrderContext): Routes {
  const { requireUser } = context.authentication;
  return async (server) => {
    server.post(
      '/',
      {
        onRequest: requireUser,
        schema: {
          tags: ['orders'],
          summary: 'Place an order',
          security: [{ bearer: [] }],
          headers: IdempotencyKey,
          body: OrderRequest,
          response: { 201: Order, ...problems(400, 401, 402, 409, 422, 503) },
        },
      },
      async (request, reply) => {
        const { userId } = request.principal;
        const key = request.headers['idempotency-key'];
        const placement = await placeOnce(context, key, { userId, ...request.body });
        if ('failure' in placement) throw failureProblem(placement.failure);
        if ('refusal' in placement) throw refusalProblem(placement.refusal);
        const { order } = placement;
        return reply.code(201).header('location', `/api/orders/${order.id}`).send(order);
      },
    );

    server.post(
      '/:id/cancel',
      {
        onRequest: requireUser,
        schema: {
          tags: ['orders'],
          summary: 'Cancel an order',
          security: [{ bearer: [] }],
          params: OrderId,
          response: { 200: Order, ...problems(400, 401, 404, 409) },
        },
      },
      async (request) => {
        const { userId } = request.principal;
        const cancellation = await cancelOrder(context, request.params.id, userId);
        if (cancellation.result === 'not-found') throw notFoundProblem();
        if (cancellation.result === 'too-late') throw tooLateProblem();
        return cancellation.order;
      },
    );
  };
}

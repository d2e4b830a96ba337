import { Problem, problems, type Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { cancelOrder } from '../cancel-order.ts';
import { placeOnce } from '../place-once.ts';
import {
  failureProblem,
  notFoundProblem,
  refusalProblem,
  tooLateProblem,
} from './order-problems.ts';
import { IdempotencyKey, Order, OrderId, OrderRequest } from './order-schemas.ts';

/** `POST /` accepts an order once for each idempotency key, `POST /:id/cancel` begins to take one back. */
export function orderWriteRoutes(platform: Platform): Routes {
  const { requireUser } = platform.authentication;
  return async (server) => {
    server.post(
      '/',
      {
        onRequest: requireUser,
        schema: {
          tags: ['orders'],
          summary: 'Place an order; what becomes of it is told at its Location',
          security: [{ bearer: [] }],
          headers: IdempotencyKey,
          body: OrderRequest,
          response: { 202: Order, ...problems(400, 401, 409, 422) },
        },
      },
      async (request, reply) => {
        const { userId } = request.principal;
        const key = request.headers['idempotency-key'];
        const placement = await placeOnce(platform, key, { userId, ...request.body });
        if ('failure' in placement) throw failureProblem(placement.failure);
        if ('refusal' in placement) throw refusalProblem(placement.refusal);
        const { order } = placement;
        return reply.code(202).header('location', locationOf(order)).send(order);
      },
    );

    server.post(
      '/:id/cancel',
      {
        onRequest: requireUser,
        schema: {
          tags: ['orders'],
          summary: 'Cancel an order; stock and money are given back in its course',
          security: [{ bearer: [] }],
          params: OrderId,
          response: { 202: Order, ...problems(400, 401, 404, 409) },
        },
      },
      async (request, reply) => {
        const owned = { id: request.params.id, userId: request.principal.userId };
        const cancellation = await cancelOrder(platform, owned);
        if (cancellation.result === 'not-found') throw notFoundProblem();
        if (cancellation.result === 'too-late') throw tooLateProblem();
        if (cancellation.result === 'rejected') throw rejectedProblem();
        const { order } = cancellation;
        return reply.code(202).header('location', locationOf(order)).send(order);
      },
    );
  };
}

function locationOf({ id }: { readonly id: string }): string {
  return `/api/orders/${id}`;
}

function rejectedProblem(): Problem {
  return new Problem(409, 'order-rejected', 'The order was rejected: there is nothing to cancel.');
}

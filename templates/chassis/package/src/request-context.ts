import type { Routes } from '@app/http-server';
import { withBudget } from '@app/service-client';
import type { FastifyRequest } from 'fastify';

/** How long a request may take that says nothing of it, in milliseconds. */
const budgetMs = 10_000;

/**
 * Gives the calls that a route makes the rest of its caller's time, and the id of its request. A caller
 * says with `x-request-timeout-ms` how long it waits.
 */
export function withCallContext(routes: Routes): Routes {
  return async (server) => {
    // After the body was read, whose events belong to the connection rather than to the request.
    server.addHook('preValidation', (request, reply, done) => {
      withBudget(budgetOf(request) - reply.elapsedTime, done, request.id);
    });
    await server.register(routes);
  };
}

function budgetOf({ headers }: FastifyRequest): number {
  const given = Number(headers['x-request-timeout-ms']);
  return given > 0 ? Math.min(given, budgetMs) : budgetMs;
}

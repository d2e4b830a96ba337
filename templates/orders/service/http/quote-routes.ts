import { problems, type Routes, Type } from '@app/http-server';
import type { Platform } from '#platform';
import { mergeItems } from '../domain/basket.ts';
import { Refused } from '../domain/refusal.ts';
import { quote } from '../quote.ts';
import { refusalProblem } from './order-problems.ts';
import { Order, OrderRequest } from './order-schemas.ts';

const Basket = Type.Pick(OrderRequest, ['items'], { additionalProperties: false });

const Quote = Type.Object({
  lines: Order.properties.items,
  total: Order.properties.total,
  source: Type.Enum(['products', 'cache'], {
    description: 'cache: products is away, and these are the prices that it gave last',
  }),
});

/** `POST /quote` prices a basket. */
export function quoteRoutes(platform: Platform): Routes {
  return async (server) => {
    server.post(
      '/quote',
      {
        onRequest: platform.authentication.requireUser,
        schema: {
          tags: ['orders'],
          summary: 'Price a basket',
          security: [{ bearer: [] }],
          body: Basket,
          response: { 200: Quote, ...problems(400, 401, 422, 503) },
        },
      },
      async (request) => {
        try {
          return await quote(platform, mergeItems(request.body.items));
        } catch (error) {
          throw error instanceof Refused ? refusalProblem(error.refusal) : error;
        }
      },
    );
  };
}

import { routeOf } from '@app/contracts';
import { products } from '@app/contracts/products';
import { Problem, type Routes } from '@app/http-server';
import type { onRequestAsyncHookHandler } from 'fastify';
import type { Catalogue } from '../domain/catalogue.ts';
import { type Quote, quote } from '../domain/quote.ts';
import { ReservationReleased } from '../domain/reservation.ts';
import { OutOfStock, type Quantity, UnknownProduct } from '../domain/stock.ts';
import type { Reservations } from '../reservations.ts';

interface Parts {
  readonly catalogue: Catalogue;
  readonly reservations: Reservations;
  readonly onlyOrders: onRequestAsyncHookHandler;
}

/** Reserves, releases and prices, for the service orders. */
export function orderRoutes({ catalogue, reservations, onlyOrders }: Parts): Routes {
  return async (server) => {
    server.route({
      ...routeOf(products.reserve),
      onRequest: onlyOrders,
      async handler({ params, body }) {
        const items = eachOnce(body.items);
        const lines = await reservations.reserve(params.orderId, items).catch(refuse);
        return { lines: [...lines] };
      },
    });
    server.route({
      ...routeOf(products.release),
      onRequest: onlyOrders,
      async handler({ params }, reply) {
        await reservations.release(params.orderId);
        return reply.code(204).send(null);
      },
    });
    server.route({
      ...routeOf(products.quote),
      onRequest: onlyOrders,
      handler: async ({ body }) => ({ lines: await price(body.items).catch(refuse) }),
    });
  };

  async function price(items: readonly Quantity[]): Promise<Quote[]> {
    const found = await catalogue.findMany(items.map(({ productId }) => productId));
    return quote(found, items);
  }
}

/** A product that is named twice would be taken once: an operation has its effect once for an order. */
function eachOnce(items: readonly Quantity[]): readonly Quantity[] {
  const ids = new Set(items.map(({ productId }) => productId));
  if (ids.size === items.length) return items;
  throw new Problem(400, 'repeated-product', 'A product is named more than once.');
}

function refuse(error: unknown): never {
  if (error instanceof UnknownProduct) {
    const { message, productId } = error;
    throw new Problem(422, 'unknown-product', message, { productId });
  }
  if (error instanceof OutOfStock) {
    const { message, productId } = error;
    throw new Problem(409, 'out-of-stock', message, { productId });
  }
  if (error instanceof ReservationReleased) {
    throw new Problem(409, 'reservation-released', error.message);
  }
  throw error;
}

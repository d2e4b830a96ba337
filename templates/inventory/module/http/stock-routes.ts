import { Problem, problems, type Routes, Type, Uuid } from '@app/http-server';
import type { Platform } from '#platform';
import { findStock } from '../infrastructure/stock-store.ts';

const Stock = Type.Object({
  available: Type.Integer({ description: 'Not set aside for any order' }),
  reserved: Type.Integer({ description: 'Set aside for orders' }),
});

/** `GET /:productId` says what there is of a product: for administrators. */
export function stockRoutes({ store, authentication }: Platform): Routes {
  return async (server) => {
    server.get(
      '/:productId',
      {
        onRequest: authentication.requireRole('admin'),
        schema: {
          tags: ['inventory'],
          summary: 'What there is of a product',
          security: [{ bearer: [] }],
          params: Type.Object({ productId: Uuid }),
          response: { 200: Stock, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ params }) => {
        const found = await findStock(store, params.productId);
        if (!found) throw new Problem(404, 'product-not-found', 'There is no such product here.');
        const { available, reserved } = found;
        return { available, reserved };
      },
    );
  };
}

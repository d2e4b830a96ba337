import {
  contentTag,
  cutPage,
  decodeCursor,
  isFresh,
  NotModified,
  PageQuery,
  Problem,
  pageOf,
  problems,
  type Routes,
  versionTag,
} from '@app/http-server';
import type { Catalogue } from '../domain/catalogue.ts';
import { Product, ProductId } from './product-schemas.ts';

/** Any cache may keep the answer, and asks whether it still holds before each use. */
const cacheControl = 'public, no-cache';

/** `GET /` lists products, `GET /:id` is one; both with an entity tag, for everyone. */
export function productReadRoutes(catalogue: Catalogue): Routes {
  return async (server) => {
    server.get(
      '/',
      {
        schema: {
          tags: ['products'],
          summary: 'List products, oldest first',
          querystring: PageQuery,
          response: { 200: pageOf(Product), 304: NotModified, ...problems(400) },
        },
      },
      async (request, reply) => {
        const { cursor, limit } = request.query;
        const after = cursor === undefined ? undefined : decodeCursor(cursor);
        const found = await catalogue.list({ after, limit: limit + 1 });
        const page = cutPage(found, limit);
        const tag = contentTag(page);
        reply.headers({ etag: tag, 'cache-control': cacheControl });
        if (isFresh(request.headers['if-none-match'], tag)) return reply.code(304).send(null);
        return page;
      },
    );

    server.get(
      '/:id',
      {
        schema: {
          tags: ['products'],
          summary: 'One product',
          params: ProductId,
          response: { 200: Product, 304: NotModified, ...problems(400, 404) },
        },
      },
      async (request, reply) => {
        const product = await catalogue.find(request.params.id);
        if (!product) throw new Problem(404, 'product-not-found', 'There is no such product.');
        const tag = versionTag(product.version);
        reply.headers({ etag: tag, 'cache-control': cacheControl });
        if (isFresh(request.headers['if-none-match'], tag)) return reply.code(304).send(null);
        return product;
      },
    );
  };
}

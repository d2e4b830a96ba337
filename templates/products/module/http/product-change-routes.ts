import type { Authentication } from '@app/auth';
import {
  allowedVersions,
  IfMatch,
  Problem,
  problems,
  type Routes,
  versionTag,
} from '@app/http-server';
import type { Catalogue } from '../domain/catalogue.ts';
import { NewProduct, Product, ProductChange, ProductId } from './product-schemas.ts';

/** `POST /` adds a product, `PATCH /:id` changes one, its stock included: for administrators. */
export function productChangeRoutes(catalogue: Catalogue, authentication: Authentication): Routes {
  const requireAdmin = authentication.requireRole('admin');
  return async (server) => {
    server.post(
      '/',
      {
        onRequest: requireAdmin,
        schema: {
          tags: ['products'],
          summary: 'Add a product',
          security: [{ bearer: [] }],
          body: NewProduct,
          response: { 201: Product, ...problems(400, 401, 403, 409) },
        },
      },
      async (request, reply) => {
        const product = await catalogue.add(request.body);
        if (!product) throw new Problem(409, 'sku-taken', 'There is a product with this SKU.');
        return reply
          .code(201)
          .headers({
            location: `/api/products/${product.id}`,
            etag: versionTag(product.version),
          })
          .send(product);
      },
    );

    server.patch(
      '/:id',
      {
        onRequest: requireAdmin,
        schema: {
          tags: ['products'],
          summary: 'Change a product or its stock',
          security: [{ bearer: [] }],
          params: ProductId,
          headers: IfMatch,
          body: ProductChange,
          response: { 200: Product, ...problems(400, 401, 403, 404, 412) },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const versions = allowedVersions(request.headers['if-match']);
        const product = await catalogue.change(id, request.body, versions);
        if (!product) throw await refusal(id);
        reply.header('etag', versionTag(product.version));
        return product;
      },
    );
  };

  async function refusal(id: string): Promise<Problem> {
    return (await catalogue.find(id))
      ? new Problem(412, 'version-changed', 'The product was changed meanwhile; read it again.')
      : new Problem(404, 'product-not-found', 'There is no such product.');
  }
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AnyEndpoint, CallTo } from '@app/contracts';
import { inject } from '@app/contracts/testing';
import { startApplication, type TestApplication } from '#test/application';
import { documentCatalogue } from '../infrastructure/document-catalogue.ts';

/** The service as orders sees it, and its stock. */
export interface StockRoom extends TestApplication {
  send(
    endpoint: AnyEndpoint,
    call: CallTo<AnyEndpoint>,
  ): Promise<{ status: number; body: unknown }>;
  /** Adds a product of 2.50 EUR, and gives its id. */
  productWith(stock: number): Promise<string>;
  /** Undefined for a product that is not there. */
  stockOf(productId: string): Promise<number | undefined>;
}

export async function openStockRoom(): Promise<StockRoom> {
  const app = await startApplication();
  const catalogue = documentCatalogue(app.store.products);
  const { authorization } = app.asCaller('orders');
  return {
    ...app,
    send: (endpoint, call) => inject(app.server, authorization, endpoint, call),
    async productWith(stock) {
      const price = { amount: 250, currency: 'EUR' };
      const product = await catalogue.add({ sku: randomUUID(), name: 'Mug', price, stock });
      assert.ok(product);
      return product.id;
    },
    stockOf: async (productId) => (await catalogue.find(productId))?.stock,
  };
}

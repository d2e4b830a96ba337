import { defineService } from '@app/chassis';
import { Type } from '@app/http-server';
import { createProducts } from './index.ts';
import { documentCatalogue } from './infrastructure/document-catalogue.ts';
import { addStartingProducts } from './starting-products.ts';
import { storage } from './store.ts';

/** Keeps the catalogue, and the stock that orders reserve. */
export const service = defineService({
  name: 'products',
  settings: Type.Object({}),
  storage,
  seed: (store) => addStartingProducts(documentCatalogue(store.products)),
  create: ({ platform, store }) => createProducts(platform, store),
});

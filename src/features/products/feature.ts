import { defineFeature } from '../../plan/feature.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';

const context = contextModule('products');

export const products = defineFeature({
  id: 'products',
  about: context.about,
  when: (spec) => hasContext(spec, 'products'),
  contribute: (spec) => ({
    files: contextFiles(spec, 'products', context),
    contexts: { products: context },
    routes: [
      contextRoute(spec, 'products', {
        open: ['GET /api/products', 'GET /api/products/*'],
        cacheSeconds: 2,
      }),
    ],
  }),
});

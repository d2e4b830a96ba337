import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { hasServices, isEventDriven, processOf } from '../processes.ts';

const context = contextModule('products');

export const products = defineFeature({
  id: 'products',
  about: context.about,
  when: (spec) => hasContext(spec, 'products'),
  contribute: (spec) => ({
    files: [...contextFiles(spec, 'products', context, partsOf(spec)), ...orderTests(spec)],
    packages: hasServices(spec) ? servicePackage(spec) : {},
    contexts: { products: context },
    routes: [
      contextRoute(spec, 'products', {
        open: ['GET /api/products', 'GET /api/products/*'],
        cacheSeconds: 2,
      }),
    ],
  }),
});

/** The folders of the templates, beside what all styles share. */
function partsOf(spec: Spec): readonly string[] {
  if (!hasServices(spec)) return ['sql', 'in-process'];
  return ['services', ...(isEventDriven(spec) ? ['sql', 'events'] : ['service'])];
}

/** Holds the service to what orders, where there is one, relies on. */
function orderTests(spec: Spec) {
  if (!hasServices(spec) || isEventDriven(spec) || !hasContext(spec, 'orders')) return [];
  const { folder } = processOf(spec, 'products');
  return [{ folder: 'products/orders', into: `${folder}/src` }];
}

function servicePackage(spec: Spec) {
  if (isEventDriven(spec)) {
    const events = ['@app/contracts', '@app/events', '@app/messaging', '@app/outbox'];
    return { [processOf(spec, 'products').folder]: { dependencies: ['@app/auth', ...events] } };
  }
  return {
    [processOf(spec, 'products').folder]: {
      dependencies: ['@app/auth', '@app/contracts', 'fastify'],
      devDependencies: ['fast-check'],
    },
  };
}

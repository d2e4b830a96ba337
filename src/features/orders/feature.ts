import { defineFeature } from '../../plan/feature.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { hasServices, processOf } from '../processes.ts';

const context = contextModule('orders');

export const orders = defineFeature({
  id: 'orders',
  about: context.about,
  when: (spec) => hasContext(spec, 'orders'),
  contribute: (spec) => ({
    files: contextFiles(spec, 'orders', context),
    contexts: { orders: hasServices(spec) ? { ...context, about: acrossServices } : context },
    routes: [contextRoute(spec, 'orders')],
    packages: hasServices(spec)
      ? {
          [processOf(spec, 'orders').folder]: {
            dependencies: ['@app/contracts', '@app/service-client'],
            devDependencies: ['fast-check'],
          },
        }
      : { '': { devDependencies: ['fast-check'] } },
  }),
});

const acrossServices = 'places and cancels orders in steps, which are undone when one fails';

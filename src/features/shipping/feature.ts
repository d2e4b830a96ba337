import { defineFeature } from '../../plan/feature.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { isEventDriven, processOf } from '../processes.ts';

const context = contextModule('shipping', 'event-driven');

export const shipping = defineFeature({
  id: 'shipping',
  about: context.about,
  when: (spec) => isEventDriven(spec) && hasContext(spec, 'shipping'),
  contribute: (spec) => ({
    files: contextFiles(spec, 'shipping', context, isEventDriven(spec) ? [spec.saga] : []),
    packages: {
      [processOf(spec, 'shipping').folder]: {
        dependencies: [
          '@app/contracts',
          '@app/events',
          '@app/http-server',
          '@app/messaging',
          '@app/outbox',
        ],
        devDependencies: ['@app/messages', 'fast-check'],
      },
    },
    contexts: { shipping: context },
    routes: [contextRoute(spec, 'shipping', { prefix: '/api/shipments' })],
  }),
});

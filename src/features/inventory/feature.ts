import { defineFeature } from '../../plan/feature.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { isEventDriven, processOf } from '../processes.ts';

const context = contextModule('inventory', 'event-driven');

export const inventory = defineFeature({
  id: 'inventory',
  about: context.about,
  when: (spec) => isEventDriven(spec) && hasContext(spec, 'inventory'),
  contribute: (spec) => ({
    files: contextFiles(spec, 'inventory', context, isEventDriven(spec) ? [spec.saga] : []),
    packages: {
      [processOf(spec, 'inventory').folder]: {
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
    contexts: { inventory: context },
    routes: [contextRoute(spec, 'inventory')],
  }),
});

import { defineFeature } from '../../plan/feature.ts';
import { isEventDriven } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://martinfowler.com/eaaDev/EventSourcing.html */
export const eventStore = defineFeature({
  id: 'event-store',
  about: 'an append-only store of events, with aggregates, snapshots and projections',
  when: isEventDriven,
  contribute: () => ({
    files: [{ folder: 'event-store/package', into: 'packages/event-store' }],
    packages: {
      'packages/event-store': {
        fields: workspacePackage('@app/event-store', { './testing': './src/testing/index.ts' }),
        dependencies: [
          '@app/chassis',
          '@app/database',
          '@app/events',
          '@app/http-server',
          'typebox',
        ],
        devDependencies: ['fast-check'],
      },
    },
  }),
});

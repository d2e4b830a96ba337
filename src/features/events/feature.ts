import { defineFeature } from '../../plan/feature.ts';
import { isEventDriven } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
export const events = defineFeature({
  id: 'events',
  about: 'contracts of events: versioned schemas in a CloudEvents envelope, and their AsyncAPI',
  when: isEventDriven,
  contribute: () => ({
    files: [{ folder: 'events/package', into: 'packages/events' }],
    packages: {
      'packages/events': {
        fields: workspacePackage('@app/events', { './testing': './src/testing/index.ts' }),
        dependencies: ['@app/messages', 'typebox'],
      },
    },
  }),
});

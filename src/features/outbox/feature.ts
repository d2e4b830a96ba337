import { defineFeature } from '../../plan/feature.ts';
import { usesKafka } from '../brokers.ts';
import { isEventDriven } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://microservices.io/patterns/data/transactional-outbox.html */
export const outbox = defineFeature({
  id: 'outbox',
  about: 'messages leave, and take effect, in the transaction with the state they belong to',
  when: isEventDriven,
  contribute: (spec) => ({
    files: [
      {
        folder: 'outbox/package',
        into: 'packages/outbox',
        data: { keepDays: spec.retentionDays + 7 },
      },
      ...(usesKafka(spec) ? [{ folder: 'outbox/kafka', into: 'packages/outbox' }] : []),
    ],
    packages: {
      'packages/outbox': {
        fields: workspacePackage('@app/outbox'),
        dependencies: ['@app/chassis', '@app/database', '@app/http-server', '@app/messages'],
        devDependencies: ['@app/event-log', '@app/events', 'typebox'],
      },
    },
  }),
});

import { defineFeature } from '../../plan/feature.ts';
import { usesKafka } from '../brokers.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://martinfowler.com/articles/201701-event-driven.html#Event-carriedStateTransfer */
export const eventLog = defineFeature({
  id: 'event-log',
  about: 'an ordered log of events with consumer groups and dead letters, in Kafka or PostgreSQL',
  when: (spec) => spec.style === 'event-driven',
  contribute: (spec) => ({
    files: [
      { folder: 'event-log/package', into: 'packages/event-log' },
      {
        folder: usesKafka(spec) ? 'event-log/kafka' : 'event-log/postgres',
        into: 'packages/event-log',
      },
    ],
    packages: {
      'packages/event-log': {
        fields: workspacePackage('@app/event-log'),
        dependencies: [
          '@app/database',
          '@app/messages',
          ...(usesKafka(spec) ? ['@platformatic/kafka'] : []),
          'pg',
        ],
        devDependencies: ['@app/chassis', '@types/pg'],
      },
    },
  }),
});

import { defineFeature } from '../../plan/feature.ts';
import { usesKafka } from '../brokers.ts';
import { isEventDriven } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://martinfowler.com/articles/201701-event-driven.html#Event-carriedStateTransfer */
export const eventLog = defineFeature({
  id: 'event-log',
  about: 'an ordered log of events with consumer groups and dead letters, in Kafka or PostgreSQL',
  when: isEventDriven,
  contribute: (spec) => {
    const kafka = usesKafka(spec);
    return {
      files: [
        { folder: 'event-log/package', into: 'packages/event-log', data: { kafka } },
        ...(kafka ? [{ folder: 'event-log/kafka', into: 'packages/event-log' }] : []),
      ],
      packages: {
        'packages/event-log': {
          fields: workspacePackage('@app/event-log'),
          dependencies: [
            '@app/database',
            '@app/messages',
            ...(kafka ? ['@platformatic/kafka'] : []),
          ],
          devDependencies: ['@app/chassis'],
        },
      },
    };
  },
});

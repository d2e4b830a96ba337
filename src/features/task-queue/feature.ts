import { defineFeature } from '../../plan/feature.ts';
import { usesRabbitmq } from '../brokers.ts';
import { isEventDriven } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://www.enterpriseintegrationpatterns.com/patterns/messaging/CompetingConsumers.html */
export const taskQueue = defineFeature({
  id: 'task-queue',
  about: 'queues of tasks with workers, retries and dead letters, in RabbitMQ or PostgreSQL',
  when: isEventDriven,
  contribute: (spec) => {
    const rabbitmq = usesRabbitmq(spec);
    return {
      files: [
        { folder: 'task-queue/package', into: 'packages/task-queue', data: { rabbitmq } },
        ...(rabbitmq ? [{ folder: 'task-queue/rabbitmq', into: 'packages/task-queue' }] : []),
      ],
      packages: {
        'packages/task-queue': {
          fields: workspacePackage('@app/task-queue'),
          dependencies: ['@app/database', '@app/messages', ...(rabbitmq ? ['amqplib'] : [])],
          devDependencies: ['@app/chassis'],
        },
      },
    };
  },
});

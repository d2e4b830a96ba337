import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { usesKafka, usesRabbitmq } from '../brokers.ts';
import { isEventDriven, processOf } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';
import { brokerContainers } from './containers.ts';
import { exchangingContexts } from './exchanging.ts';

/** https://microservices.io/patterns/communication-style/messaging.html */
export const messaging = defineFeature({
  id: 'messaging',
  about: 'services tell each other what happened, and are told, each once in effect',
  when: isEventDriven,
  contribute(spec) {
    const tracing = spec.tracing === 'opentelemetry';
    const { env, compose, c4, c4Relations } = brokerContainers(spec);
    return {
      env: { ...addresses(spec), ...env },
      compose,
      c4,
      c4Relations,
      words: brokerNames(spec),
      files: [
        { folder: 'messaging/package', into: 'packages/messaging' },
        {
          folder: `messaging/${tracing ? 'opentelemetry' : 'untraced'}`,
          into: 'packages/messaging',
        },
        { folder: 'messaging/root', into: '' },
      ],
      packages: {
        '': { scripts: { 'dead-letters': 'node scripts/dead-letters.ts' } },
        'packages/messaging': {
          fields: workspacePackage('@app/messaging', { './testing': './src/testing/index.ts' }),
          dependencies: [
            '@app/contracts',
            '@app/database',
            '@app/event-log',
            '@app/events',
            '@app/http-server',
            '@app/messages',
            '@app/outbox',
            '@app/settings',
            '@app/task-queue',
            ...(tracing ? ['@opentelemetry/api'] : []),
            'prom-client',
            'typebox',
          ],
          devDependencies: ['@app/chassis', ...(tracing ? ['@opentelemetry/sdk-node'] : [])],
        },
        ...Object.fromEntries(
          exchangingContexts(spec).map((name) => [
            processOf(spec, name).folder,
            { dependencies: ['@app/contracts', '@app/messaging', '@app/outbox'] },
          ]),
        ),
      },
    };
  },
});

/** What carries events and tasks on Docker, by name. */
function brokerNames(spec: Spec) {
  const events = usesKafka(spec) ? 'Kafka' : 'PostgreSQL';
  const tasks = usesRabbitmq(spec) ? 'RabbitMQ' : 'PostgreSQL';
  const placed = (broker: string) =>
    broker === 'PostgreSQL' ? `${broker}, in a server of its own` : broker;
  return {
    brokers:
      events === tasks
        ? `events and tasks in ${tasks}`
        : `events in ${events}, and tasks in ${tasks}`,
    eventLog: placed(events),
    taskQueue: placed(tasks),
  };
}

/** Where the brokers are during development, when they are not those of the embedded server. */
function addresses(spec: Spec) {
  return {
    EVENT_LOG_URL: {
      about:
        'Event log for `npm run dev`, with the right to make topics; PostgreSQL, embedded, when it is not set.',
      example: usesKafka(spec) ? 'kafka://127.0.0.1:9092' : 'postgres://127.0.0.1:5432/brokers',
      optional: true,
    },
    TASK_QUEUE_URL: {
      about:
        'Task queue for `npm run dev`, with the right to make queues; PostgreSQL, embedded, when it is not set.',
      example: usesRabbitmq(spec)
        ? 'amqp://owner:secret@127.0.0.1:5672'
        : 'postgres://127.0.0.1:5432/brokers',
      optional: true,
    },
  } as const;
}

import type { Graph } from './dashboard.ts';

/** What waits: on its way from one service to another, and for views. All instances measure the same. */
export const messageGraphs: readonly Graph[] = [
  {
    title: 'Oldest message in an outbox',
    about:
      'How long a message has waited to leave; one that grows says that a broker is away or refuses',
    query: 'max by (service) (outbox_oldest_seconds)',
    legend: '{{service}}',
    unit: 's',
  },
  {
    title: 'Messages behind',
    about: 'Messages that a service has not handled yet, by topic',
    query: 'max by (service, topic) (messages_behind)',
    legend: '{{service}} ← {{topic}}',
    unit: 'none',
  },
  {
    title: 'Dead letters',
    about: 'Messages that a service gave up; `npm run dead-letters` says why',
    query: 'max by (service, origin) (dead_letters)',
    legend: '{{service}} ← {{origin}}',
    unit: 'none',
  },
  {
    title: 'Tasks that wait',
    about: 'Tasks that could be done now, by queue',
    query: 'max by (queue) (tasks_waiting)',
    legend: '{{queue}}',
    unit: 'none',
  },
  {
    title: 'Views behind',
    about: 'Events that the view furthest behind has not seen; one that grows stands still',
    query: 'max by (service) (projection_events_behind)',
    legend: '{{service}}',
    unit: 'none',
  },
];

/** Where sagas stand that are led from one place. */
export const sagaGraphs: readonly Graph[] = [
  {
    title: 'Stuck sagas',
    about: 'Sagas that nobody answers and that cannot turn: 0 is well',
    query: 'max by (service) (sagas_stuck)',
    legend: '{{service}}',
    unit: 'none',
  },
  {
    title: 'Oldest saga',
    about: 'How long the oldest saga that has not ended goes on',
    query: 'max by (service) (sagas_oldest_seconds)',
    legend: '{{service}}',
    unit: 's',
  },
];

import { defineFeature, type FileSet } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { variable } from '../compose-variables.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { hasServices, isEventDriven, processOf } from '../processes.ts';

const context = contextModule('orders');

export const orders = defineFeature({
  id: 'orders',
  about: context.about,
  when: (spec) => hasContext(spec, 'orders'),
  contribute: (spec) => ({
    files: filesOf(spec),
    contexts: { orders: { ...context, about: aboutOf(spec) } },
    routes: [contextRoute(spec, 'orders')],
    ...(isEventDriven(spec) && deadline(spec)),
    packages: {
      [processOf(spec, 'orders').folder]: {
        dependencies: dependenciesOf(spec),
        devDependencies: [
          ...(isEventDriven(spec) ? ['@app/messages'] : []),
          'fast-check',
          ...(isEventDriven(spec) ? ['typebox'] : []),
        ],
        ...(isEventDriven(spec) && { scripts: programs }),
      },
    },
  }),
});

/** Where an order is accepted first, its smoke test has to wait for the end. */
function filesOf(spec: Spec): FileSet[] {
  const events = isEventDriven(spec);
  return contextFiles(spec, 'orders', context, partsOf(spec)).map(({ folder, into, data }) => ({
    folder: events && folder === 'orders/smoke' ? 'orders/smoke-events' : folder,
    into,
    data: { ...data, events },
  }));
}

/** The folders of the templates, beside what all styles share. */
function partsOf(spec: Spec): readonly string[] {
  if (isEventDriven(spec)) return ['events', spec.saga];
  return ['synchronous', hasServices(spec) ? 'service' : 'in-process'];
}

/** The time that an order has, or each of its steps where a saga leads it. */
function deadline(spec: Spec) {
  const what = spec.saga === 'orchestration' ? 'a step of an order' : 'an order';
  const example = '120000';
  return {
    env: {
      ORDER_DEADLINE_MS: {
        about: `After how long ${what} is given up, in milliseconds, at most 86400000: a day.`,
        example,
        optional: true,
      },
    },
    compose: {
      environment: {
        [processOf(spec, 'orders').name]: {
          ORDER_DEADLINE_MS: variable('ORDER_DEADLINE_MS', example),
        },
      },
    },
  };
}

function aboutOf(spec: Spec): string {
  if (isEventDriven(spec)) return 'accepts orders, and keeps what happened to each';
  return hasServices(spec)
    ? 'places and cancels orders in steps, which are undone when one fails'
    : context.about;
}

function dependenciesOf(spec: Spec): readonly string[] {
  if (!hasServices(spec)) return [];
  if (!isEventDriven(spec)) return ['@app/contracts', '@app/service-client'];
  return ['@app/event-store', '@app/events'];
}

/** What looks into the event store. */
const programs = {
  projections: 'node ../../packages/event-store/src/programs/projections.ts ./src/event-store.ts',
  replay: 'node ../../packages/event-store/src/programs/replay.ts ./src/event-store.ts',
};

import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { developmentEntries } from '../microservices/development.ts';
import { isEventDriven } from '../processes.ts';

export const systemPage = defineFeature({
  id: 'system-page',
  about: 'a live page of events, orders and dead letters, for development',
  when: isEventDriven,
  contribute: (spec) => ({
    env: {
      SYSTEM_PAGE_PORT: {
        about:
          'Port of the live page during `npm run dev`, which is read at /_system of the gateway.',
        example: String(portAfter(spec)),
        optional: true,
      },
    },
    files: [
      { folder: 'system-page/root', into: '' },
      { folder: 'system-page/gateway', into: 'gateway' },
    ],
  }),
});

/** The port after those of the services. */
function portAfter(spec: Spec): number {
  return Math.max(...developmentEntries(spec).map(({ port }) => port)) + 1;
}

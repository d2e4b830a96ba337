import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { contextRoute } from '../contexts.ts';
import { isEventDriven, processOf } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://microservices.io/patterns/data/saga.html */
export const saga = defineFeature({
  id: 'saga',
  about: 'sagas that are led from one place: durable, resumed after a crash, undone backwards',
  when: (spec) => isEventDriven(spec) && spec.saga === 'orchestration',
  contribute: (spec) => ({
    files: [{ folder: 'saga/package', into: 'packages/saga' }],
    packages: {
      'packages/saga': {
        fields: workspacePackage('@app/saga'),
        dependencies: ['@app/auth', '@app/chassis', '@app/database', '@app/http-server'],
        devDependencies: ['@app/outbox', 'fast-check'],
      },
      [processOf(spec, 'orders').folder]: usesSagas,
    },
    routes: routes(spec),
  }),
});

const usesSagas = { dependencies: ['@app/auth', '@app/saga'] };

/** For operators: orders are what runs as sagas. */
function routes(spec: Spec) {
  return [{ ...contextRoute(spec, 'orders'), prefix: '/api/sagas' }];
}

import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable } from '../compose-variables.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { hasServices, isEventDriven, processOf } from '../processes.ts';

const context = contextModule('users');

export const users = defineFeature({
  id: 'users',
  about: context.about,
  when: (spec) => hasContext(spec, 'users'),
  contribute: (spec) => ({
    env: {
      ADMIN_PASSWORD: {
        about: 'Password of admin@example.com, set by each start of `npm run dev` or `npm run up`.',
        generated: 'password',
      },
    },
    compose: {
      environment: {
        [processOf(spec, 'users').migration]: {
          ADMIN_PASSWORD: requiredVariable('ADMIN_PASSWORD'),
        },
      },
    },
    files: contextFiles(spec, 'users', context, partsOf(spec)),
    packages: { [processOf(spec, 'users').folder]: { dependencies: dependenciesOf(spec) } },
    contexts: { users: context },
    routes: [
      contextRoute(spec, 'users', { open: ['POST /api/users'] }),
      contextRoute(spec, 'users', { prefix: '/api/auth', open: ['POST /api/auth/token'] }),
    ],
  }),
});

/** The folders of the templates, beside what all styles share. */
function partsOf(spec: Spec): readonly string[] {
  if (!hasServices(spec)) return [];
  return ['service', isEventDriven(spec) ? 'events' : 'microservices'];
}

function dependenciesOf(spec: Spec): readonly string[] {
  if (!isEventDriven(spec)) return ['@app/auth'];
  return ['@app/auth', '@app/contracts', '@app/messaging', '@app/outbox'];
}

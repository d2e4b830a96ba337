import { defineFeature } from '../../plan/feature.ts';
import { requiredVariable } from '../compose-variables.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { hasServices, processOf } from '../processes.ts';

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
    files: contextFiles(spec, 'users', context, hasServices(spec) ? ['service'] : []),
    packages: { [processOf(spec, 'users').folder]: { dependencies: ['@app/auth'] } },
    contexts: { users: context },
    routes: [
      contextRoute(spec, 'users', { open: ['POST /api/users'] }),
      contextRoute(spec, 'users', { prefix: '/api/auth', open: ['POST /api/auth/token'] }),
    ],
  }),
});

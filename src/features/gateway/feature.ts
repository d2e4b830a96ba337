import { defineFeature } from '../../plan/feature.ts';
import { hasServices, isEventDriven, processesOf } from '../processes.ts';
import { passedHeaders } from './passed-headers.ts';

export const gateway = defineFeature({
  id: 'gateway',
  about:
    'one way in: routes, tokens, rate limit and cache from one table, embedded for development',
  when: hasServices,
  contribute: (spec) => ({
    files: [
      {
        folder: 'gateway/root',
        into: 'gateway',
        data: {
          documented: processesOf(spec).map(({ name }) => name),
          passedHeaders,
          systemPage: isEventDriven(spec),
        },
      },
    ],
    packages: {
      gateway: {
        fields: { name: `@${spec.name}/gateway`, version: '0.1.0', private: true, type: 'module' },
        scripts: { start: 'node embedded/main.ts', test: 'node --test "test/*.test.ts"' },
        dependencies: [
          '@app/auth',
          '@app/http-server',
          '@app/settings',
          'fastify',
          'typebox',
          'undici',
        ],
        devDependencies: ['@app/chassis', 'jose'],
      },
    },
  }),
});

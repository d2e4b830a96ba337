import { defineFeature } from '../../plan/feature.ts';
import { requiredVariable } from '../compose-variables.ts';
import { forEachProcess, hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://learn.microsoft.com/azure/architecture/patterns/cache-aside */
export const cache = defineFeature({
  id: 'cache',
  about: 'a cache in Redis, or in the memory of each instance',
  when: hasServices,
  contribute: (spec) => ({
    compose: {
      environment: forEachProcess(spec, 'name', {
        CACHE_URL: `redis://:${requiredVariable('REDIS_PASSWORD')}@redis:6379`,
      }),
    },
    files: [{ folder: 'cache/package', into: 'packages/cache' }],
    packages: {
      'packages/cache': {
        fields: workspacePackage('@app/cache'),
        dependencies: ['lru-cache', 'redis'],
      },
    },
  }),
});

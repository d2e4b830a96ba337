import { defineFeature } from '../../plan/feature.ts';
import { requiredVariable } from '../compose-variables.ts';
import { hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';
import { cachingProcesses } from './caching-processes.ts';

/** https://learn.microsoft.com/azure/architecture/patterns/cache-aside */
export const cache = defineFeature({
  id: 'cache',
  about: 'a cache in Redis, or in the memory of each instance',
  when: hasServices,
  contribute: (spec) => ({
    compose: {
      environment: Object.fromEntries(
        cachingProcesses(spec).map(({ name }) => [name, { CACHE_URL: url }]),
      ),
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

const url = `redis://:${requiredVariable('REDIS_PASSWORD')}@redis:6379`;

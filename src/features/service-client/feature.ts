import { defineFeature } from '../../plan/feature.ts';
import { hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://microservices.io/patterns/reliability/circuit-breaker.html */
export const serviceClient = defineFeature({
  id: 'service-client',
  about: 'calls between services, with a breaker, deadlines and retries that do not pile up',
  when: hasServices,
  contribute: () => ({
    files: [{ folder: 'service-client/package', into: 'packages/service-client' }],
    packages: {
      'packages/service-client': {
        fields: workspacePackage('@app/service-client', { './testing': './src/testing/index.ts' }),
        dependencies: [
          '@app/contracts',
          '@app/discovery',
          'opossum',
          'prom-client',
          'typebox',
          'undici',
        ],
        devDependencies: ['@types/opossum'],
      },
    },
  }),
});

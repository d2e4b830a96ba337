import { defineFeature } from '../../plan/feature.ts';
import { hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** https://microservices.io/patterns/microservice-chassis.html */
export const chassis = defineFeature({
  id: 'chassis',
  about: 'the microservice chassis: what every service does the same way',
  when: hasServices,
  contribute(spec) {
    const tracing = spec.tracing === 'opentelemetry';
    return {
      files: [{ folder: 'chassis/package', into: 'packages/chassis', data: { tracing } }],
      packages: {
        'packages/chassis': {
          fields: workspacePackage('@app/chassis', { './testing': './src/testing/index.ts' }),
          dependencies: [
            '@app/auth',
            '@app/cache',
            '@app/database',
            '@app/discovery',
            '@app/http-server',
            '@app/service-client',
            '@app/settings',
            ...(tracing ? ['@app/telemetry'] : []),
            'fastify',
            'typebox',
          ],
          devDependencies: ['@app/contracts'],
        },
      },
    };
  },
});

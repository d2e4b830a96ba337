import { defineFeature } from '../../plan/feature.ts';

export const httpServer = defineFeature({
  id: 'http-server',
  about: 'a Fastify server with OpenAPI, problem details, health, metrics and graceful shutdown',
  when: () => true,
  contribute: () => ({
    files: [{ folder: 'http-server/package', into: 'packages/http-server' }],
    packages: {
      '': { dependencies: ['@app/http-server'] },
      'packages/http-server': {
        fields: {
          name: '@app/http-server',
          version: '0.1.0',
          private: true,
          type: 'module',
          exports: { '.': './src/index.ts' },
        },
        dependencies: [
          '@fastify/cors',
          '@fastify/helmet',
          '@fastify/rate-limit',
          '@fastify/swagger',
          '@fastify/swagger-ui',
          '@fastify/type-provider-typebox',
          '@fastify/under-pressure',
          'fastify',
          'prom-client',
          'typebox',
        ],
        devDependencies: [],
      },
    },
  }),
});

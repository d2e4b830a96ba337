import { defineFeature } from '../../plan/feature.ts';
import { variable } from '../compose-variables.ts';
import { forEachProcess, hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

export const httpServer = defineFeature({
  id: 'http-server',
  about: 'a Fastify server with OpenAPI, problem details, health, metrics and graceful shutdown',
  when: () => true,
  contribute: (spec) => ({
    compose: {
      environment: forEachProcess(spec, 'name', {
        CORS_ORIGINS: variable('CORS_ORIGINS', ''),
        LOG_LEVEL: variable('LOG_LEVEL', 'info'),
      }),
    },
    files: [
      {
        folder: 'http-server/package',
        into: 'packages/http-server',
        data: { services: hasServices(spec) },
      },
    ],
    packages: {
      ...forEachProcess(spec, 'folder', { dependencies: ['@app/http-server'] }),
      'packages/http-server': {
        fields: workspacePackage('@app/http-server'),
        dependencies: [
          '@fastify/cors',
          '@fastify/helmet',
          '@fastify/rate-limit',
          '@fastify/swagger',
          '@fastify/swagger-ui',
          '@fastify/type-provider-typebox',
          '@fastify/under-pressure',
          'ajv',
          'ajv-formats',
          'fastify',
          'pino',
          'prom-client',
          'typebox',
        ],
      },
    },
    env: hasServices(spec) ? entrance : process,
  }),
});

const port = { about: 'Port to listen on.', example: '8080', optional: true } as const;

const rateLimit = {
  about: 'Requests a client may make in a minute; 0 turns the limit off.',
  example: '100',
  optional: true,
} as const;

const everywhere = {
  CORS_ORIGINS: {
    about: 'Origins, separated by commas, that browsers may call from; none by default.',
    example: 'https://www.example.com',
    optional: true,
  },
  LOG_LEVEL: {
    about: 'trace, debug, info, warn, error, fatal or silent.',
    example: 'info',
    optional: true,
  },
} as const;

/** Where a gateway is the entrance, it alone is set up from outside. */
const entrance = { PORT: port, RATE_LIMIT_PER_MINUTE: rateLimit, ...everywhere };

/** Where one program is all there is. */
const process = {
  HOST: { about: 'Address to listen on.', example: '127.0.0.1', optional: true },
  PORT: port,
  RATE_LIMIT_PER_MINUTE: rateLimit,
  TRUSTED_PROXIES: {
    about: 'Proxies whose X-Forwarded-For is believed: addresses, or names such as loopback.',
    example: 'loopback,uniquelocal',
    optional: true,
  },
  ...everywhere,
  SHUTDOWN_DRAIN_MS: {
    about:
      'Milliseconds (at most 600000) from failing readiness to closing, for balancers; not for Docker.',
    example: '0',
    optional: true,
  },
} as const;

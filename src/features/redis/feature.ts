import { defineFeature } from '../../plan/feature.ts';
import { cachingProcesses } from '../cache/caching-processes.ts';
import { requiredVariable } from '../compose-variables.ts';
import { confined, limits } from '../containers.ts';

export const redis = defineFeature({
  id: 'redis',
  about: 'Redis, a cache that all instances share',
  when: (spec) => cachingProcesses(spec).length > 0,
  contribute: (spec) => ({
    compose: { services: { redis: service } },
    env: {
      REDIS_PASSWORD: { about: 'Password of the cache in Docker.', generated: 'password' },
    },
    c4: {
      redis: {
        kind: 'Container',
        label: 'Cache',
        technology: 'Redis',
        about: 'Answers of other services, for when they are away',
      },
    },
    c4Relations: cachingProcesses(spec).map(({ name }) => ({
      from: name,
      to: 'redis',
      about: 'RESP',
    })),
  }),
});

const service = {
  image: 'redis:8-alpine',
  // A cache: nothing is written to disk, and the least used makes room.
  command: [
    'redis-server',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory',
    '64mb',
    '--maxmemory-policy',
    'allkeys-lru',
    '--requirepass',
    requiredVariable('REDIS_PASSWORD'),
  ],
  restart: 'unless-stopped',
  user: 'redis',
  ...confined,
  tmpfs: ['/tmp', '/data:uid=999'],
  environment: { REDISCLI_AUTH: requiredVariable('REDIS_PASSWORD') },
  healthcheck: {
    test: ['CMD-SHELL', 'redis-cli ping | grep -q PONG'],
    interval: '2s',
    timeout: '2s',
    retries: 15,
  },
  networks: ['frontend'],
  deploy: limits('0.5', '128M'),
} as const;

import { defineFeature } from '../../plan/feature.ts';
import { confined, limits } from '../containers.ts';
import { variable } from '../compose-variables.ts';

export const nginx = defineFeature({
  id: 'nginx',
  about: 'NGINX in front of any number of instances',
  when: (spec) => spec.loadBalancer === 'nginx',
  contribute: () => ({
    files: [{ folder: 'nginx/root', into: '' }],
    compose: {
      services: { nginx: service },
      ports: { nginx: [`127.0.0.1:${variable('PORT', '8080')}:8080`] },
      environment: {
        app: {
          // The entrance limits for all instances together.
          RATE_LIMIT_PER_MINUTE: '0',
          TRUSTED_PROXIES: 'uniquelocal',
          // While it drains, every answer closes its connection: NGINX sends nothing into a closed one.
          SHUTDOWN_DRAIN_MS: '1000',
        },
      },
    },
    c4: {
      nginx: {
        kind: 'Container',
        label: 'Load balancer',
        technology: 'NGINX',
        about: 'Least connections, passive health checks, rate limit',
      },
    },
    c4Relations: [
      { from: 'client', to: 'nginx', about: 'HTTP, JSON' },
      { from: 'nginx', to: 'app', about: 'HTTP, JSON' },
    ],
  }),
});

const service = {
  image: 'nginxinc/nginx-unprivileged:1.30-alpine',
  restart: 'unless-stopped',
  ...confined,
  // The image renders its configuration as the user 101 when it starts.
  tmpfs: ['/tmp', '/etc/nginx/conf.d:uid=101'],
  environment: { RATE_LIMIT_PER_MINUTE: variable('RATE_LIMIT_PER_MINUTE', '100') },
  healthcheck: {
    test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8081/health'],
    interval: '2s',
    timeout: '2s',
    retries: 10,
  },
  stop_grace_period: '40s',
  depends_on: { app: { condition: 'service_healthy' } },
  networks: ['frontend'],
  volumes: [
    './deploy/nginx/default.conf.template:/etc/nginx/templates/default.conf.template:ro',
    './deploy/nginx/client-limits.sh:/docker-entrypoint.d/40-client-limits.sh:ro',
  ],
  deploy: limits('1', '64M'),
} as const;

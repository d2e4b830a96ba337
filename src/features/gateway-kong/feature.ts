import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable, variable } from '../compose-variables.ts';
import { confined, limits } from '../containers.ts';
import { gatewayCompose } from '../gateway/compose.ts';
import { hasServices } from '../processes.ts';
import { kongDocument } from './document.ts';

export const gatewayKong = defineFeature({
  id: 'gateway-kong',
  about: 'Kong as the gateway in Docker, declared in one file and without a database',
  when: (spec) => hasServices(spec) && spec.gateway === 'kong',
  contribute: (spec) => ({
    ...gatewayCompose(spec, container(spec), 'Kong'),
    files: [
      {
        folder: 'gateway-kong/root',
        into: 'gateway/kong',
        data: { consul: spec.discovery === 'consul' },
      },
    ],
    documents: { 'gateway/kong/kong.yaml': (routes) => kongDocument(spec, routes) },
  }),
});

function container(spec: Spec) {
  return {
    image: 'kong:3.9',
    command: ['/etc/gateway/start.sh'],
    restart: 'unless-stopped',
    ...confined,
    environment: settings(spec),
    healthcheck: {
      test: ['CMD', 'kong', 'health'],
      interval: '5s',
      timeout: '5s',
      retries: 20,
    },
    stop_signal: 'SIGQUIT',
    stop_grace_period: '40s',
    networks: ['frontend'],
    volumes: ['./gateway/kong:/etc/gateway:ro'],
    deploy: limits('1', '512M'),
  };
}

function settings(spec: Spec) {
  return {
    JWT_PUBLIC_KEY: requiredVariable('JWT_PUBLIC_KEY'),
    RATE_LIMIT_PER_MINUTE: variable('RATE_LIMIT_PER_MINUTE', '100'),
    KONG_DATABASE: 'off',
    KONG_PREFIX: '/tmp/kong',
    KONG_DECLARATIVE_CONFIG: '/tmp/kong.yaml',
    KONG_PROXY_LISTEN: '0.0.0.0:8080',
    // The file is all there is to change.
    KONG_ADMIN_LISTEN: 'off',
    KONG_ADMIN_GUI_LISTEN: 'off',
    KONG_STATUS_LISTEN: '127.0.0.1:8100',
    KONG_HEADERS: 'off',
    KONG_NGINX_DAEMON: 'off',
    KONG_NGINX_WORKER_PROCESSES: '1',
    KONG_PROXY_ACCESS_LOG: '/dev/stdout',
    KONG_PROXY_ERROR_LOG: '/dev/stderr',
    // The functions in kong.yaml are ours, and nobody can add others.
    KONG_UNTRUSTED_LUA: 'on',
    // Instances that come and go are seen within two seconds.
    KONG_DNS_VALID_TTL: '2',
    ...(spec.discovery === 'consul' && { KONG_DNS_ORDER: 'SRV,A' }),
  };
}

import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable, variable } from '../compose-variables.ts';
import { confined, limits } from '../containers.ts';
import { gatewayCompose } from '../gateway/compose.ts';
import { conformanceSuite } from '../gateway/conformance.ts';
import { passedHeaders } from '../gateway/passed-headers.ts';
import { hasServices, processesOf } from '../processes.ts';

export const gatewayNginx = defineFeature({
  id: 'gateway-nginx',
  about: 'NGINX as the gateway in Docker: it verifies tokens with njs and finds instances by DNS',
  when: (spec) => hasServices(spec) && spec.gateway === 'nginx',
  contribute(spec) {
    const suite = conformanceSuite(spec, service);
    return {
      ...gatewayCompose(spec, service, 'NGINX'),
      ...suite,
      files: [
        { folder: 'gateway-nginx/root', into: 'gateway/nginx', data: settings(spec) },
        ...suite.files,
      ],
    };
  },
});

function settings(spec: Spec) {
  return {
    upstreams: processesOf(spec).map(({ name }) => ({ name })),
    consul: spec.discovery === 'consul',
    resolver: spec.discovery === 'consul' ? consulResolver : dockerResolver,
    passedHeaders: passedHeaders.map((name) => ({ name, value: variableFor(name) })),
  };
}

const consulResolver = [
  "# Consul's name server: healthy instances only, seen within two seconds and without a reload. While it",
  '# is away, the last known instances stay.',
  'resolver consul:8600 valid=2s ipv6=off;',
  'resolver_timeout 2s;',
];

const dockerResolver = [
  "# Docker's own name server: instances that come and go are seen within two seconds, without a reload.",
  'resolver 127.0.0.11 valid=2s ipv6=off;',
];

/** What NGINX decides itself rather than take from the client as it is. */
const decided: Readonly<Record<string, string>> = {
  authorization: '$verified_authorization',
  tracestate: '$trace_state',
};

function variableFor(header: string): string {
  return decided[header] ?? `$http_${header.replaceAll('-', '_')}`;
}

const service = {
  image: 'nginxinc/nginx-unprivileged:1.30-alpine',
  command: ['nginx', '-c', '/etc/gateway/nginx.conf', '-g', 'daemon off;'],
  restart: 'unless-stopped',
  ...confined,
  environment: {
    JWT_PUBLIC_KEY: requiredVariable('JWT_PUBLIC_KEY'),
    RATE_LIMIT_PER_MINUTE: variable('RATE_LIMIT_PER_MINUTE', '100'),
  },
  healthcheck: {
    test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8080/health/ready'],
    interval: '2s',
    timeout: '2s',
    retries: 10,
  },
  stop_signal: 'SIGQUIT',
  stop_grace_period: '40s',
  networks: ['frontend'],
  volumes: ['./gateway/nginx:/etc/gateway:ro', './gateway/docs:/etc/gateway-docs:ro'],
  deploy: limits('1', '128M'),
} as const;

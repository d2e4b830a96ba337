import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { confined, limits } from '../containers.ts';
import { hasContext } from '../contexts.ts';
import { hasServices, isEventDriven } from '../processes.ts';

export const jaeger = defineFeature({
  id: 'jaeger',
  about: 'Jaeger, which keeps the traces of all services and finds them again',
  when: (spec) => hasServices(spec) && spec.tracing === 'opentelemetry',
  contribute: (spec) => ({
    compose: { services: { jaeger: service } },
    c4: {
      jaeger: {
        kind: 'Container',
        label: 'Traces',
        technology: 'Jaeger',
        about: 'The way of each request through the services',
      },
    },
    files: hasContext(spec, 'orders')
      ? [{ folder: 'jaeger/smoke', into: 'test/smoke', data: orderTrace(spec) }]
      : [],
  }),
});

const service = {
  image: 'jaegertracing/jaeger:2.13.0',
  restart: 'unless-stopped',
  ...confined,
  // Traces of its own would keep it from stopping for 10 s.
  environment: { OTEL_TRACES_SAMPLER: 'always_off' },
  healthcheck: {
    test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:13133/status'],
    interval: '3s',
    timeout: '3s',
    retries: 10,
  },
  networks: ['frontend'],
  // It keeps traces in memory, the newest 100,000.
  deploy: limits('1', '512M'),
} as const;

/** What a placed order is answered with, and the services that its trace passes through. */
function orderTrace(spec: Spec) {
  const through = isEventDriven(spec)
    ? ['email', 'inventory', 'orders', 'payments', 'products', 'shipping']
    : ['orders', 'payments', 'products'];
  return {
    accepted: isEventDriven(spec) ? 202 : 201,
    traced: through.map((name) => `'${name}'`).join(', '),
  };
}

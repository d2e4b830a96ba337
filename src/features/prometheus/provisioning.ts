import type { Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';

/** The id by which the dashboard names the place where metrics are. */
export const metricsSource = 'prometheus';

/** What Grafana reads when it starts: where the data is, and which dashboards there are. */
export function provisioning(spec: Spec): NonNullable<Contribution['documents']> {
  const metrics = {
    name: 'Prometheus',
    uid: metricsSource,
    type: 'prometheus',
    url: 'http://prometheus:9090',
    access: 'proxy',
    isDefault: true,
    jsonData: { timeInterval: '10s' },
  };
  const traces = {
    name: 'Jaeger',
    uid: 'jaeger',
    type: 'jaeger',
    url: 'http://jaeger:16686',
    access: 'proxy',
  };
  return {
    'deploy/grafana/provisioning/datasources/datasources.yaml': {
      apiVersion: 1,
      datasources: spec.tracing === 'opentelemetry' ? [metrics, traces] : [metrics],
    },
    'deploy/grafana/provisioning/dashboards/dashboards.yaml': {
      apiVersion: 1,
      providers: [{ name: 'services', type: 'file', options: { path: '/etc/grafana/dashboards' } }],
    },
  };
}

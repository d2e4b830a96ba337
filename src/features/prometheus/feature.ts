import { defineFeature } from '../../plan/feature.ts';
import { hasServices, isEventDriven, processesOf } from '../processes.ts';
import { containers } from './containers.ts';
import { dashboard } from './dashboard.ts';
import { provisioning } from './provisioning.ts';
import { scraping } from './scraping.ts';

export const prometheus = defineFeature({
  id: 'prometheus',
  about: 'Prometheus asks every instance for its metrics, and Grafana shows them',
  when: (spec) => hasServices(spec) && spec.metrics === 'prometheus',
  contribute: (spec) => ({
    ...containers(spec),
    documents: {
      'deploy/prometheus/prometheus.yaml': scraping(spec),
      'deploy/grafana/dashboards/services.json': dashboard(spec),
      ...provisioning(spec),
    },
    c4: {
      prometheus: {
        kind: 'Container',
        label: 'Metrics',
        technology: 'Prometheus',
        about: 'Keeps what every instance measures for a week',
      },
      grafana: {
        kind: 'Container',
        label: 'Dashboards',
        technology: 'Grafana',
        about: isEventDriven(spec)
          ? 'Rate, errors and duration by service, and what waits between them'
          : 'Rate, errors and duration by service, states of the breakers',
      },
    },
    c4Relations: [
      ...processesOf(spec).map(({ name }) => ({
        from: 'prometheus',
        to: name,
        about: 'Metrics, HTTP',
      })),
      { from: 'grafana', to: 'prometheus', about: 'PromQL' },
    ],
  }),
});

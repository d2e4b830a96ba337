import type { Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable } from '../compose-variables.ts';
import { confined, limits } from '../containers.ts';

type Containers = Required<Pick<Contribution, 'env' | 'compose'>>;

export function containers(spec: Spec): Containers {
  return {
    env: {
      GRAFANA_PASSWORD: {
        about: 'Password of the user admin of Grafana in Docker.',
        generated: 'password',
      },
    },
    compose: {
      services: { prometheus, grafana },
      dependsOn: {
        grafana: { prometheus: 'service_healthy' },
        ...(spec.discovery === 'consul' && { prometheus: { consul: 'service_healthy' } }),
      },
      volumes: { prometheus: {} },
    },
  };
}

const prometheus = {
  image: 'prom/prometheus:v3.5.0',
  command: [
    '--config.file=/etc/prometheus/prometheus.yaml',
    '--storage.tsdb.path=/prometheus',
    '--storage.tsdb.retention.time=7d',
  ],
  restart: 'unless-stopped',
  ...confined,
  healthcheck: {
    test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:9090/-/ready'],
    interval: '3s',
    timeout: '3s',
    retries: 10,
  },
  networks: ['frontend'],
  volumes: [
    './deploy/prometheus/prometheus.yaml:/etc/prometheus/prometheus.yaml:ro',
    'prometheus:/prometheus',
  ],
  deploy: limits('1', '512M'),
} as const;

/** Nothing is kept: what it shows is provisioned from files. */
const grafana = {
  image: 'grafana/grafana:12.2.0',
  restart: 'unless-stopped',
  ...confined,
  tmpfs: ['/tmp', '/var/lib/grafana:uid=472'],
  environment: {
    GF_SECURITY_ADMIN_PASSWORD: requiredVariable('GRAFANA_PASSWORD'),
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: '/etc/grafana/dashboards/services.json',
  },
  healthcheck: {
    test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:3000/api/health'],
    interval: '3s',
    timeout: '3s',
    retries: 20,
  },
  networks: ['frontend'],
  volumes: [
    './deploy/grafana/provisioning:/etc/grafana/provisioning:ro',
    './deploy/grafana/dashboards:/etc/grafana/dashboards:ro',
  ],
  deploy: limits('1', '256M'),
} as const;

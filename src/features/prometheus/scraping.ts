import type { Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { processesOf } from '../processes.ts';

type Document = NonNullable<Contribution['documents']>[string];

/** Every instance of every service is found where the services find each other. */
export function scraping(spec: Spec): Document {
  const names = processesOf(spec).map(({ name }) => name);
  return {
    global: { scrape_interval: '10s', scrape_timeout: '5s' },
    scrape_configs: spec.discovery === 'consul' ? [fromConsul(names)] : names.map(fromDns),
  };
}

function fromConsul(names: readonly string[]) {
  return {
    job_name: 'services',
    consul_sd_configs: [{ server: 'consul:8500', services: [...names] }],
    relabel_configs: [{ source_labels: ['__meta_consul_service'], target_label: 'service' }],
  };
}

/** A name resolves to the addresses of all instances. */
function fromDns(name: string) {
  return {
    job_name: name,
    dns_sd_configs: [{ names: [name], type: 'A', port: 8080, refresh_interval: '10s' }],
    relabel_configs: [{ target_label: 'service', replacement: name }],
  };
}

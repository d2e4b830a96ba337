import { defineFeature } from '../../plan/feature.ts';
import { confined, limits } from '../containers.ts';
import { forEachProcess, hasServices } from '../processes.ts';

export const consul = defineFeature({
  id: 'consul',
  about: 'Consul, where instances register themselves and are checked',
  when: (spec) => hasServices(spec) && spec.discovery === 'consul',
  contribute: (spec) => ({
    compose: {
      services: { consul: consulContainer },
      // Nobody would find an instance that could not register.
      dependsOn: forEachProcess(spec, 'name', { consul: 'service_healthy' }),
    },
    c4: {
      consul: {
        kind: 'Container',
        label: 'Registry',
        technology: 'Consul',
        about: 'Which instances there are, and which are healthy',
      },
    },
    c4Relations: Object.keys(forEachProcess(spec, 'name', '')).map((name) => ({
      from: name,
      to: 'consul',
      about: 'Registers, looks up',
    })),
  }),
});

/** One server, of which the name server also answers for names that only Docker knows. */
export const consulContainer = {
  image: 'hashicorp/consul:1.22',
  command: [
    'agent',
    '-server',
    '-bootstrap-expect=1',
    '-node=consul',
    '-client=0.0.0.0',
    // The value for production; the default takes seconds to elect a leader.
    '-hcl=performance { raft_multiplier = 1 }',
    // For NGINX, which falls back to the names of Docker when no instance is registered.
    '-recursor=127.0.0.11',
    // More instances than fit are then asked for over TCP.
    '-hcl=dns_config { enable_truncate = true }',
  ],
  restart: 'unless-stopped',
  user: 'consul',
  ...confined,
  // What it knows is worth nothing after a restart: the instances tell it anew.
  tmpfs: ['/tmp', '/consul/data:uid=100,gid=1000', '/consul/config:uid=100,gid=1000'],
  // Without a leader it answers, and knows nothing.
  healthcheck: {
    test: ['CMD-SHELL', 'wget -q -O - http://127.0.0.1:8500/v1/status/leader | grep -q :'],
    interval: '2s',
    timeout: '2s',
    retries: 30,
  },
  networks: ['frontend'],
  deploy: limits('1', '256M'),
} as const;

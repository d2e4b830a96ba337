import type { ComposeService, Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { consulContainer } from '../consul/feature.ts';
import { confined } from '../containers.ts';
import { processesOf } from '../processes.ts';

type Suite = Required<Pick<Contribution, 'documents' | 'files' | 'packages'>>;

/**
 * What holds a gateway in its container to the suite: for `npm run conformance` and
 * `npm run test:adapters`, the container, twice, in front of stubs.
 */
export function conformanceSuite(spec: Spec, gateway: ComposeService): Suite {
  const names = processesOf(spec).map(({ name }) => name);
  const consul = spec.discovery === 'consul';
  const [twofold = ''] = names;
  const services = {
    ...(consul && { consul: { ...consulContainer, restart: 'no' } }),
    ...Object.fromEntries(names.map((name) => [name, stub(name, 'a', consul)])),
    [`${twofold}-b`]: stub(twofold, 'b', consul),
    gateway: limited(gateway, '0', consul),
    'gateway-limited': limited(gateway, '5', consul),
  };
  return {
    files: [{ folder: 'gateway/container', into: 'gateway', data: { consul } }],
    documents: { 'gateway/conformance/compose.yaml': { services, networks: { frontend: {} } } },
    packages: { '': { scripts: { conformance: 'node --test gateway/test/container.adapter.ts' } } },
  };
}

/** Published on a free port of the host. */
const ports = ['127.0.0.1::8080'];

function stub(service: string, instance: string, consul: boolean): ComposeService {
  return {
    image: 'node:24-slim',
    init: true,
    ...confined,
    user: 'node',
    command: ['node', '/gateway/conformance/stub-main.ts'],
    environment: { SERVICE: service, INSTANCE: instance },
    ...(consul && { depends_on: { consul: { condition: 'service_healthy' } } }),
    networks: { frontend: { aliases: [service] } },
    ports,
    volumes: ['./gateway:/gateway:ro'],
  };
}

function limited(gateway: ComposeService, perMinute: string, consul: boolean): ComposeService {
  const variables = gateway.environment as Readonly<Record<string, string>>;
  return {
    ...gateway,
    restart: 'no',
    environment: { ...variables, RATE_LIMIT_PER_MINUTE: perMinute },
    ...(consul && { depends_on: { consul: { condition: 'service_healthy' } } }),
    ports,
  };
}

import type { ComposeService, Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { variable } from '../compose-variables.ts';
import { processesOf } from '../processes.ts';

/**
 * The container of a gateway: the only one that publishes a port, up when the services are.
 *
 * @param technology for the diagram
 */
export function gatewayCompose(
  spec: Spec,
  container: ComposeService,
  technology: string,
): Required<Pick<Contribution, 'compose' | 'c4' | 'c4Relations'>> {
  const services = processesOf(spec).map(({ name }) => name);
  const needed = spec.discovery === 'consul' ? ['consul', ...services] : services;
  return {
    compose: {
      services: { gateway: container },
      ports: { gateway: [`127.0.0.1:${variable('PORT', '8080')}:8080`] },
      dependsOn: {
        gateway: Object.fromEntries(needed.map((name) => [name, 'service_healthy'])),
      },
    },
    c4: {
      gateway: {
        kind: 'Container',
        label: 'Gateway',
        technology,
        about: 'Routes by path, verifies tokens, limits rates, keeps public answers',
      },
    },
    c4Relations: [
      { from: 'client', to: 'gateway', about: 'HTTP, JSON' },
      ...services.map((name) => ({ from: 'gateway', to: name, about: 'HTTP, JSON' })),
    ],
  };
}

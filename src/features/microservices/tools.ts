import type { Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { hasServices } from '../processes.ts';

/** A web page for operators that Docker publishes on demand. */
interface Tool {
  /** Its compose service. */
  readonly name: string;
  /** The port it listens on in its container. */
  readonly port: number;
  /** The environment variable that names the port on the host. */
  readonly variable: string;
  readonly about: string;
}

/** The tools that the choices bring. */
export function toolsOf(spec: Spec): readonly Tool[] {
  if (!hasServices(spec)) return [];
  return [
    ...(spec.tracing === 'opentelemetry' ? [jaeger] : []),
    ...(spec.metrics === 'prometheus' ? [grafana] : []),
  ];
}

const jaeger = { name: 'jaeger', port: 16_686, variable: 'JAEGER_PORT', about: 'traces' };
const grafana = { name: 'grafana', port: 3000, variable: 'GRAFANA_PORT', about: 'metrics' };

/** The variable of each tool, and the compose file that publishes it. */
export function publishing(spec: Spec): Required<Pick<Contribution, 'env' | 'documents'>> {
  const tools = toolsOf(spec);
  return {
    env: Object.fromEntries(
      tools.map(({ variable, port, about }) => [
        variable,
        {
          about: `Port on 127.0.0.1 for the web page with ${about}, in Docker; not published when it is not set.`,
          example: String(port),
          optional: true,
        },
      ]),
    ),
    documents: Object.fromEntries(
      tools.map(({ name, variable, port }) => [
        `deploy/${name}/published.yaml`,
        { services: { [name]: { ports: [`127.0.0.1:\${${variable}}:${port}`] } } },
      ]),
    ),
  };
}

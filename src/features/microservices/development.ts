import type { Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { callsOf, contextModule } from '../contexts.ts';
import { exchangingContexts } from '../messaging/exchanging.ts';
import { processesOf } from '../processes.ts';
import { environmentName } from './environment-name.ts';

/** A service as `scripts/services.ts` of the output lists it; lists are TypeScript. */
interface DevelopmentEntry {
  readonly name: string;
  readonly snake: string;
  readonly port: number;
  readonly variable: string;
  readonly calls: string;
  readonly secrets: string;
}

/** The gateway listens on 8080, the services on the ports after it. */
const firstPort = 8081;

/** The services in the order of their ports. */
export function developmentEntries(spec: Spec): DevelopmentEntry[] {
  return processesOf(spec).map(({ name }, index) => ({
    name,
    snake: contextModule(name).snake,
    port: firstPort + index,
    variable: `${environmentName(name)}_PORT`,
    calls: list(callsOf(spec, name)),
    secrets: list(secretsOf(spec, name)),
  }));
}

/** Variables that only those services get which need them. */
function secretsOf(spec: Spec, name: string): string[] {
  const exchanges = exchangingContexts(spec).includes(name);
  return [
    ...(name === 'users' ? ['JWT_PRIVATE_KEY', 'ADMIN_PASSWORD'] : []),
    ...(exchanges ? ['EVENT_LOG_URL', 'TASK_QUEUE_URL'] : []),
    ...(exchanges && name === 'email' ? ['MAIL_URL'] : []),
  ];
}

/** What can be moved during development. */
export function developmentVariables(spec: Spec): NonNullable<Contribution['env']> {
  const ports = developmentEntries(spec).map(({ name, port, variable }) => [
    variable,
    {
      about: `Port of ${name} during \`npm run dev\`.`,
      example: String(port),
      optional: true,
    },
  ]);
  return {
    ...Object.fromEntries(ports),
    POSTGRES_URL: {
      about:
        'PostgreSQL 18 for `npm run dev`, as its administrator, who makes a database for each service; an embedded server when it is not set.',
      example: 'postgres://postgres:secret@127.0.0.1:5432/postgres',
      optional: true,
    },
  };
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

import type { Spec } from '../../spec/spec.ts';
import { contextModule, contextUses } from '../contexts.ts';
import { processesOf } from '../processes.ts';
import { environmentName } from './environment-name.ts';

/** A service as `scripts/services.ts` of the output lists it; lists are TypeScript. */
export interface DevelopmentEntry {
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
    calls: list(contextUses(name)),
    secrets: list(name === 'users' ? ['JWT_PRIVATE_KEY', 'ADMIN_PASSWORD'] : []),
  }));
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

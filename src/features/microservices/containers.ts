import type { C4Element, C4Relation, ComposeService, Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { applicationContainer, confined, limits } from '../containers.ts';
import { messagingNetwork } from '../messaging/containers.ts';
import { exchangingContexts } from '../messaging/exchanging.ts';
import { type Process, processesOf } from '../processes.ts';
import { type DatabaseContainer, databaseContainer } from './database-container.ts';

type Containers = Required<Pick<Contribution, 'env' | 'compose' | 'c4' | 'c4Relations'>>;

/** For each service: a database server that only it reaches, what migrates it, and its instances. */
export function containers(spec: Spec): Containers {
  const parts = processesOf(spec).map((process) => ({
    process,
    database: databaseContainer(spec, process.name),
  }));
  return {
    env: Object.assign({}, ...parts.map(({ database }) => database.env)),
    compose: {
      services: Object.assign(
        {},
        ...parts.map(({ process, database }) => group(spec, process, database)),
      ),
      networks: {
        frontend: {},
        ...Object.fromEntries(parts.map(({ database }) => [database.network, { internal: true }])),
      },
      volumes: Object.fromEntries(parts.map(({ database }) => [database.name, {}])),
    },
    c4: Object.assign({}, ...parts.map(({ process, database }) => elements(process, database))),
    c4Relations: parts.map(({ process, database }) => relation(process, database)),
  };
}

function group(
  spec: Spec,
  { name, migration }: Process,
  database: DatabaseContainer,
): Record<string, ComposeService> {
  const build = { context: '.', args: { SERVICE: name } };
  const databaseIsUp = { [database.name]: { condition: 'service_healthy' } };
  return {
    [database.name]: database.service,
    [migration]: {
      build,
      command: ['node', 'src/migrate.ts', '--seed'],
      ...confined,
      environment: { MIGRATION_DATABASE_URL: database.ownerUrl, DATABASE_URL: database.url },
      healthcheck: { disable: true },
      depends_on: databaseIsUp,
      networks: [database.network],
      deploy: limits('1', '256M'),
    },
    [name]: {
      build,
      ...applicationContainer,
      environment: { DATABASE_URL: database.url, SHUTDOWN_DRAIN_MS: drainMs },
      depends_on: {
        ...databaseIsUp,
        [migration]: { condition: 'service_completed_successfully' },
      },
      networks: [
        'frontend',
        database.network,
        ...(exchangingContexts(spec).includes(name) ? [messagingNetwork] : []),
      ],
    },
  };
}

/** How long an instance that stops still serves, for the gateway and other services to notice. */
const drainMs = '3000';

function elements({ name }: Process, { name: id, technology }: DatabaseContainer) {
  return {
    [name]: {
      kind: 'Container',
      label: name,
      technology: 'Node.js, Fastify',
      about: 'Any number of instances',
    },
    [id]: { kind: 'ContainerDb', label: id, technology, about: `The data of ${name} alone` },
  } satisfies Record<string, C4Element>;
}

function relation({ name }: Process, { name: database, protocol }: DatabaseContainer): C4Relation {
  return { from: name, to: database, about: protocol };
}

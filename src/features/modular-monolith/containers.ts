import type { ComposeContribution, Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable, variable } from '../compose-variables.ts';
import { applicationContainer, confined, limits, postgresContainer } from '../containers.ts';

type Containers = Required<Pick<Contribution, 'env' | 'compose' | 'c4' | 'c4Relations'>>;

/** One database, what migrates it, and any number of instances of the application. */
export function containers(spec: Spec): Containers {
  return {
    env: {
      DATABASE_PASSWORD: {
        about: 'Password of the owner of the database in Docker, who migrates it.',
        generated: 'password',
      },
      APP_DATABASE_PASSWORD: {
        about: 'Password of the role of the application in Docker, which cannot change tables.',
        generated: 'password',
      },
    },
    compose: compose(spec),
    c4: {
      app: {
        kind: 'Container',
        label: 'Application',
        technology: 'Node.js, Fastify',
        about: 'All modules in one process; any number of instances',
      },
      postgres: {
        kind: 'ContainerDb',
        label: 'Database',
        technology: 'PostgreSQL 18',
        about: 'A schema for each module',
      },
    },
    c4Relations: [{ from: 'app', to: 'postgres', about: 'SQL' }, ...direct(spec).c4Relations],
  };
}

function compose(spec: Spec): ComposeContribution {
  return {
    services: { postgres, migrate, app },
    ...direct(spec).compose,
    networks: { frontend: {}, backend: { internal: true } },
    volumes: { postgres: {} },
  };
}

/** Where nothing stands in front, the app is the entrance: it publishes the port and limits the rate. */
function direct(spec: Spec): Required<Pick<Contribution, 'compose' | 'c4Relations'>> {
  if (spec.loadBalancer !== 'none') return { compose: {}, c4Relations: [] };
  return {
    compose: {
      ports: { app: [`127.0.0.1:${variable('PORT', '8080')}:8080`] },
      environment: {
        app: {
          RATE_LIMIT_PER_MINUTE: variable('RATE_LIMIT_PER_MINUTE', '100'),
          TRUSTED_PROXIES: variable('TRUSTED_PROXIES', ''),
        },
      },
    },
    c4Relations: [{ from: 'client', to: 'app', about: 'HTTP, JSON' }],
  };
}

const databaseUrl = (user: string, password: string) =>
  `postgres://${user}:${requiredVariable(password)}@postgres:5432/app`;

const postgres = {
  ...postgresContainer,
  environment: {
    POSTGRES_USER: 'owner',
    POSTGRES_PASSWORD: requiredVariable('DATABASE_PASSWORD'),
    POSTGRES_DB: 'app',
  },
  volumes: ['postgres:/var/lib/postgresql'],
} as const;

const migrate = {
  build: '.',
  command: ['node', 'src/migrate.ts', '--seed'],
  ...confined,
  environment: {
    MIGRATION_DATABASE_URL: databaseUrl('owner', 'DATABASE_PASSWORD'),
    DATABASE_URL: databaseUrl('app', 'APP_DATABASE_PASSWORD'),
  },
  healthcheck: { disable: true },
  depends_on: { postgres: { condition: 'service_healthy' } },
  networks: ['backend'],
  deploy: limits('1', '256M'),
} as const;

const app = {
  build: '.',
  ...applicationContainer,
  environment: { DATABASE_URL: databaseUrl('app', 'APP_DATABASE_PASSWORD') },
  depends_on: {
    postgres: { condition: 'service_healthy' },
    migrate: { condition: 'service_completed_successfully' },
  },
  networks: ['frontend', 'backend'],
} as const;

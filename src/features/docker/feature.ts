import { type ComposeContribution, type Contribution, defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { confined, limits, postgresContainer } from '../containers.ts';
import { requiredVariable, variable } from '../compose-variables.ts';
import { nodeFlags } from '../node-flags.ts';

export const docker = defineFeature({
  id: 'docker',
  about: 'a small non-root image and a compose file that waits for health',
  when: () => true,
  contribute: (spec) => ({
    files: [
      {
        folder: 'docker/root',
        into: '',
        data: { command: imageCommand(spec), scales: spec.loadBalancer === 'nginx' },
      },
    ],
    packages: {
      '': { scripts: { up: 'node scripts/up.ts', down: 'node scripts/down.ts' } },
    },
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
  }),
});

/** `CMD` of the image: the same as `npm start`, without npm between the signals and the process. */
function imageCommand(spec: Spec): string {
  return JSON.stringify(['node', ...nodeFlags(spec), 'src/main.ts']).replaceAll(',', ', ');
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
  restart: 'unless-stopped',
  ...confined,
  environment: { DATABASE_URL: databaseUrl('app', 'APP_DATABASE_PASSWORD') },
  healthcheck: {
    test: [
      'CMD',
      'node',
      '-e',
      "fetch('http://127.0.0.1:8080/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1))",
    ],
    interval: '3s',
    timeout: '3s',
    retries: 10,
  },
  stop_grace_period: '15s',
  depends_on: {
    postgres: { condition: 'service_healthy' },
    migrate: { condition: 'service_completed_successfully' },
  },
  networks: ['frontend', 'backend'],
  deploy: limits('1', '512M'),
} as const;

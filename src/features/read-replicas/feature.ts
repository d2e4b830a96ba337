import { defineFeature } from '../../plan/feature.ts';
import { requiredVariable } from '../compose-variables.ts';
import { confined, limits, postgresContainer } from '../containers.ts';

export const readReplicas = defineFeature({
  id: 'read-replicas',
  about: 'streaming replicas of the database for list reads',
  when: (spec) => spec.readReplicas > 0,
  contribute({ readReplicas: count }) {
    const replicas = Array.from({ length: count }, (_, index) => `postgres-replica-${index + 1}`);
    const urls = replicas.map(
      (host) => `postgres://app:${requiredVariable('APP_DATABASE_PASSWORD')}@${host}:5432/app`,
    );
    return {
      files: [{ folder: 'read-replicas/root', into: '', data: { slots: replicas.map(slotName) } }],
      env: {
        REPLICA_DATABASE_URLS: {
          about:
            'Read replicas, separated by commas; lists are read from the primary without them.',
          example: 'postgres://app:secret@127.0.0.1:5433/app',
          optional: true,
        },
        REPLICATION_PASSWORD: {
          about: 'Password of the role in Docker with which the replicas follow the primary.',
          generated: 'password',
        },
      },
      compose: {
        services: {
          'allow-replication': allowReplication,
          ...Object.fromEntries(replicas.map((name) => [name, replica(name)])),
        },
        environment: { app: { REPLICA_DATABASE_URLS: urls.join(',') } },
        volumes: Object.fromEntries(replicas.map((name) => [name, {}])),
      },
      c4: Object.fromEntries(replicas.map((name, index) => [slotName(name), container(index + 1)])),
      c4Relations: replicas.flatMap((name) => [
        { from: 'app', to: slotName(name), about: 'SQL, lists only' },
        { from: 'postgres', to: slotName(name), about: 'WAL' },
      ]),
    };
  },
});

/** A replication slot may hold letters, digits and underscores only. */
const slotName = (replica: string) => replica.replaceAll('-', '_');

const container = (number: number) =>
  ({
    kind: 'ContainerDb',
    label: `Read replica ${number}`,
    technology: 'PostgreSQL 18',
    about: 'Follows the database',
  }) as const;

/** At each start, since the primary may have been there before its replicas. */
const allowReplication = {
  image: postgresContainer.image,
  entrypoint: ['/usr/local/bin/allow-replication.sh'],
  user: 'postgres',
  ...confined,
  environment: {
    PGHOST: 'postgres',
    PGUSER: 'owner',
    PGDATABASE: 'app',
    PGPASSWORD: requiredVariable('DATABASE_PASSWORD'),
    REPLICATION_PASSWORD: requiredVariable('REPLICATION_PASSWORD'),
  },
  healthcheck: { disable: true },
  depends_on: { postgres: { condition: 'service_healthy' } },
  networks: ['backend'],
  volumes: ['./deploy/postgres/allow-replication.sh:/usr/local/bin/allow-replication.sh:ro'],
  deploy: limits('1', '64M'),
} as const;

const replica = (name: string) => ({
  ...postgresContainer,
  entrypoint: ['/usr/local/bin/follow-primary.sh'],
  command: [...postgresContainer.command, '-c', 'hot_standby_feedback=on'],
  environment: {
    REPLICATION_PASSWORD: requiredVariable('REPLICATION_PASSWORD'),
    REPLICATION_SLOT: slotName(name),
  },
  depends_on: { 'allow-replication': { condition: 'service_completed_successfully' } },
  volumes: [
    `${name}:/var/lib/postgresql`,
    './deploy/postgres/follow-primary.sh:/usr/local/bin/follow-primary.sh:ro',
  ],
});

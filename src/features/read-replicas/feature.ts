import { defineFeature } from '../../plan/feature.ts';
import { requiredVariable } from '../compose-variables.ts';
import { postgresContainer } from '../containers.ts';

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
        services: Object.fromEntries(replicas.map((name) => [name, replica(name)])),
        environment: {
          app: { REPLICA_DATABASE_URLS: urls.join(',') },
          postgres: { REPLICATION_PASSWORD: requiredVariable('REPLICATION_PASSWORD') },
        },
        mounts: {
          postgres: {
            '/docker-entrypoint-initdb.d/allow-replication.sh':
              './deploy/postgres/allow-replication.sh',
          },
        },
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

const replica = (name: string) => ({
  ...postgresContainer,
  entrypoint: ['/usr/local/bin/follow-primary.sh'],
  command: [...postgresContainer.command, '-c', 'hot_standby_feedback=on'],
  environment: {
    REPLICATION_PASSWORD: requiredVariable('REPLICATION_PASSWORD'),
    REPLICATION_SLOT: slotName(name),
  },
  depends_on: { postgres: { condition: 'service_healthy' } },
  volumes: [
    `${name}:/var/lib/postgresql`,
    './deploy/postgres/follow-primary.sh:/usr/local/bin/follow-primary.sh:ro',
  ],
});

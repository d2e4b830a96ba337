import type { ComposeService, Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { usesKafka, usesRabbitmq } from '../brokers.ts';
import { databaseOf } from '../contexts.ts';

/** A real system that tests of adapters run against, in a container that exists only for them. */
interface System {
  readonly name: string;
  /** The environment variable in which the tests find it. */
  readonly variable: string;
  /** An expression in TypeScript for its value. */
  readonly url: string;
  readonly container: ComposeService;
}

/** The systems that the choices bring. */
export function testedSystems(spec: Spec): readonly System[] {
  const onMongodb = spec.contexts.some(({ name }) => databaseOf(spec, name) === 'mongodb');
  return [
    redis,
    ...(spec.discovery === 'consul' ? [consul] : []),
    ...(onMongodb ? [mongo] : []),
    ...(usesKafka(spec) ? [kafka] : []),
    ...(usesRabbitmq(spec) ? [rabbitmq] : []),
  ];
}

/** The compose file that starts them. */
export function adapterCompose(spec: Spec): NonNullable<Contribution['documents']> {
  const services = testedSystems(spec).map(({ name, container }) => [name, container]);
  return { 'deploy/test/compose.yaml': { services: Object.fromEntries(services) } };
}

const redis: System = {
  name: 'redis',
  variable: 'TEST_REDIS_URL',
  url: "published('redis://', 'redis', 6379)",
  container: {
    image: 'redis:8-alpine',
    ports: ['127.0.0.1::6379'],
    healthcheck: { test: ['CMD', 'redis-cli', 'ping'], interval: '1s', retries: 30 },
  },
};

const consul: System = {
  name: 'consul',
  variable: 'TEST_CONSUL_URL',
  url: "inside('consul://', 'consul', 8500)",
  container: {
    image: 'hashicorp/consul:1.22',
    command: ['agent', '-dev', '-client=0.0.0.0'],
    healthcheck: {
      test: ['CMD-SHELL', 'wget -q -O - http://127.0.0.1:8500/v1/status/leader | grep -q :'],
      interval: '1s',
      retries: 30,
    },
  },
};

const mongo: System = {
  name: 'mongo',
  variable: 'TEST_MONGODB_URL',
  url: "published('mongodb://owner:test@', 'mongo', 27_017)",
  container: {
    image: 'mongo:8',
    environment: { MONGO_INITDB_ROOT_USERNAME: 'owner', MONGO_INITDB_ROOT_PASSWORD: 'test' },
    ports: ['127.0.0.1::27017'],
    healthcheck: {
      test: [
        'CMD',
        'mongosh',
        '--quiet',
        '--host',
        'mongo',
        '--eval',
        'db.adminCommand("ping").ok',
      ],
      interval: '2s',
      retries: 30,
    },
  },
};

/** It tells its clients the address of the container, which is known only once that runs. */
const kafka: System = {
  name: 'kafka',
  variable: 'TEST_KAFKA_URL',
  url: "inside('kafka://', 'kafka', 9092)",
  container: {
    image: 'apache/kafka:4.4.0',
    command: [
      'bash',
      '-c',
      'KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://$$(hostname -i):9092 exec /etc/kafka/docker/run',
    ],
    environment: {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    },
    healthcheck: {
      test: ['CMD', 'bash', '-c', 'true > /dev/tcp/127.0.0.1/9092'],
      interval: '1s',
      retries: 60,
    },
  },
};

const rabbitmq: System = {
  name: 'rabbitmq',
  variable: 'TEST_RABBITMQ_URL',
  url: "published('amqp://owner:test@', 'rabbitmq', 5672)",
  container: {
    image: 'rabbitmq:4-management',
    environment: { RABBITMQ_DEFAULT_USER: 'owner', RABBITMQ_DEFAULT_PASS: 'test' },
    ports: ['127.0.0.1::5672'],
    healthcheck: {
      test: ['CMD', 'rabbitmq-diagnostics', '--quiet', 'check_port_connectivity'],
      interval: '2s',
      timeout: '10s',
      retries: 30,
    },
  },
};

import type { ComposeService, Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { usesKafka, usesRabbitmq } from '../brokers.ts';
import { requiredVariable } from '../compose-variables.ts';
import { confined, limits, postgresContainer } from '../containers.ts';
import { processOf } from '../processes.ts';
import { exchangingContexts } from './exchanging.ts';

/** The network that brokers, and those who exchange messages, are on. */
export const messagingNetwork = 'messaging';

type Containers = Required<Pick<Contribution, 'env' | 'compose' | 'c4' | 'c4Relations'>>;

/** A broker on Docker, and how it is reached. */
interface Broker {
  /** Its compose service, and its volume. */
  readonly name: string;
  readonly service: ComposeService;
  /** For services. */
  readonly url: string;
  /** With the right to make what it holds. */
  readonly ownerUrl: string;
  readonly technology: string;
  readonly env: NonNullable<Contribution['env']>;
}

/** The brokers, what makes topics and queues in them before services start, and who reaches them. */
export function brokerContainers(spec: Spec): Containers {
  const eventLog = usesKafka(spec) ? kafka : postgres;
  const taskQueue = usesRabbitmq(spec) ? rabbitmq : postgres;
  const brokers = [...new Set([eventLog, taskQueue])];
  const urls = { EVENT_LOG_URL: eventLog.url, TASK_QUEUE_URL: taskQueue.url };
  const processes = exchangingContexts(spec).map((context) => processOf(spec, context).name);
  const healthy = Object.fromEntries(
    brokers.map(({ name }) => [name, { condition: 'service_healthy' }]),
  );
  return {
    env: Object.assign({}, ...brokers.map(({ env }) => env)),
    compose: {
      services: {
        ...Object.fromEntries(brokers.map(({ name, service }) => [name, service])),
        [preparation]: {
          build: { context: '.', args: { SERVICE: 'users' } },
          command: ['node', '../../packages/messaging/src/programs/prepare.ts'],
          ...confined,
          environment: {
            ...urls,
            EVENT_LOG_OWNER_URL: eventLog.ownerUrl,
            TASK_QUEUE_OWNER_URL: taskQueue.ownerUrl,
          },
          healthcheck: { disable: true },
          depends_on: healthy,
          networks: [messagingNetwork],
          deploy: limits('1', '256M'),
        },
      },
      networks: { [messagingNetwork]: { internal: true } },
      volumes: Object.fromEntries(brokers.map(({ name }) => [name, {}])),
      environment: Object.fromEntries(processes.map((name) => [name, urls])),
      dependsOn: Object.fromEntries(
        processes.map((name) => [name, { [preparation]: 'service_completed_successfully' }]),
      ),
    },
    c4: Object.fromEntries(
      brokers.map(({ name, technology }) => [
        name,
        {
          kind: 'ContainerQueue',
          label: name,
          technology,
          about: aboutOf(name, eventLog, taskQueue),
        },
      ]),
    ),
    c4Relations: processes.flatMap((from) =>
      brokers.map(({ name: to }) => ({ from, to, about: 'messages' })),
    ),
  };
}

/** The compose service that makes topics and queues, once. */
const preparation = 'brokers-prepare';

function aboutOf(name: string, eventLog: Broker, taskQueue: Broker): string {
  if (eventLog === taskQueue) return 'Events and tasks';
  return name === eventLog.name ? 'Events' : 'Tasks';
}

const kafka: Broker = {
  name: 'kafka',
  technology: 'Kafka 4',
  url: 'kafka://kafka:9092',
  ownerUrl: 'kafka://kafka:9092',
  env: {},
  service: {
    image: 'apache/kafka:4.4.0',
    restart: 'unless-stopped',
    ...confined,
    // It writes its configuration beside its programs when it starts.
    read_only: false,
    environment: {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://kafka:9092',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      // Of one broker: with more of them, 3.
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      // Topics are made before services start, with partitions and retention as arch.yaml says.
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m',
    },
    healthcheck: {
      test: ['CMD', 'bash', '-c', 'true > /dev/tcp/127.0.0.1/9092'],
      interval: '2s',
      timeout: '2s',
      retries: 60,
    },
    stop_grace_period: '30s',
    networks: [messagingNetwork],
    volumes: ['kafka:/var/lib/kafka/data'],
    deploy: limits('2', '1G'),
  },
};

const rabbitmqUrl = `amqp://app:${requiredVariable('RABBITMQ_PASSWORD')}@rabbitmq:5672`;

const rabbitmq: Broker = {
  name: 'rabbitmq',
  technology: 'RabbitMQ 4',
  url: rabbitmqUrl,
  ownerUrl: rabbitmqUrl,
  env: {
    RABBITMQ_PASSWORD: {
      about: 'Password of the user app of RabbitMQ in Docker.',
      generated: 'password',
    },
  },
  service: {
    image: 'rabbitmq:4-management',
    restart: 'unless-stopped',
    // Its data belong to the name of the host.
    hostname: 'rabbitmq',
    user: 'rabbitmq',
    ...confined,
    // It writes the user below into its configuration when it starts.
    read_only: false,
    environment: {
      RABBITMQ_DEFAULT_USER: 'app',
      RABBITMQ_DEFAULT_PASS: requiredVariable('RABBITMQ_PASSWORD'),
    },
    healthcheck: {
      test: ['CMD', 'rabbitmq-diagnostics', '--quiet', 'check_port_connectivity'],
      interval: '5s',
      timeout: '20s',
      retries: 20,
    },
    stop_grace_period: '30s',
    networks: [messagingNetwork],
    volumes: ['rabbitmq:/var/lib/rabbitmq'],
    deploy: limits('1', '512M'),
  },
};

const postgresUrl = (user: string, password: string) =>
  `postgres://${user}:${requiredVariable(password)}@brokers-postgres:5432/app`;

const postgres: Broker = {
  name: 'brokers-postgres',
  technology: 'PostgreSQL 18',
  url: postgresUrl('app', 'BROKERS_APP_DATABASE_PASSWORD'),
  ownerUrl: postgresUrl('owner', 'BROKERS_DATABASE_PASSWORD'),
  env: {
    BROKERS_DATABASE_PASSWORD: {
      about: 'Password of the owner of the database with events and tasks in Docker.',
      generated: 'password',
    },
    BROKERS_APP_DATABASE_PASSWORD: {
      about: 'Password with which services reach that database.',
      generated: 'password',
    },
  },
  service: {
    ...postgresContainer,
    environment: {
      POSTGRES_USER: 'owner',
      POSTGRES_PASSWORD: requiredVariable('BROKERS_DATABASE_PASSWORD'),
      POSTGRES_DB: 'app',
    },
    networks: [messagingNetwork],
    volumes: ['brokers-postgres:/var/lib/postgresql'],
  },
};

import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Kafka and RabbitMQ, as compose files of generated repositories run them. */
export interface BrokerContainers {
  readonly urls: { readonly EVENT_LOG_URL: string; readonly TASK_QUEUE_URL: string };
  /** Kills a broker, and starts it again on the data that it had. */
  restart(broker: Broker): Promise<void>;
  remove(): Promise<void>;
}

export type Broker = 'kafka' | 'rabbitmq';

const run = promisify(execFile);
const docker = async (...args: readonly string[]) => (await run('docker', args)).stdout.trim();

/** Starts both on ports of 127.0.0.1, and waits until they take connections. */
export async function startBrokerContainers(ports: {
  readonly kafka: number;
  readonly rabbitmq: number;
}): Promise<BrokerContainers> {
  const nameOf = (broker: Broker) => `fault-suite-${process.pid}-${broker}`;
  await docker('run', '--detach', '--name', nameOf('kafka'), ...kafka(ports.kafka));
  await docker('run', '--detach', '--name', nameOf('rabbitmq'), ...rabbitmq(ports.rabbitmq));
  const brokers: BrokerContainers = {
    urls: {
      EVENT_LOG_URL: `kafka://127.0.0.1:${ports.kafka}`,
      TASK_QUEUE_URL: `amqp://app:secret@127.0.0.1:${ports.rabbitmq}`,
    },
    async restart(broker) {
      await docker('kill', nameOf(broker));
      await docker('start', nameOf(broker));
    },
    async remove() {
      const names = (['kafka', 'rabbitmq'] as const).map(nameOf);
      await docker('rm', '--force', '--volumes', ...names);
    },
  };
  try {
    await until(() => docker('exec', nameOf('kafka'), ...kafkaAnswers));
    await until(() => docker('exec', nameOf('rabbitmq'), ...rabbitmqAnswers));
  } catch (error) {
    await brokers.remove();
    throw error;
  }
  return brokers;
}

const kafkaAnswers = ['bash', '-c', 'true > /dev/tcp/127.0.0.1/9092'];
const rabbitmqAnswers = ['rabbitmq-diagnostics', '--quiet', 'check_port_connectivity'];

function kafka(port: number): string[] {
  const settings = {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_LOG_DIRS: '/var/lib/kafka/data',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m',
  };
  const env = Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  return ['--publish', `127.0.0.1:${port}:9092`, ...env, 'apache/kafka:4.4.0'];
}

function rabbitmq(port: number): string[] {
  // Its data belong to the name of the host.
  const host = ['--hostname', 'rabbitmq', '--publish', `127.0.0.1:${port}:5672`];
  const env = ['--env', 'RABBITMQ_DEFAULT_USER=app', '--env', 'RABBITMQ_DEFAULT_PASS=secret'];
  return [...host, ...env, 'rabbitmq:4-management'];
}

async function until(probe: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + 120_000; ; await sleep(500)) {
    try {
      await probe();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

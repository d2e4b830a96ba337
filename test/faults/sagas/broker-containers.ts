import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Broker } from './runs.ts';

/** Kafka, RabbitMQ or both, as compose files of generated repositories run them. */
export interface BrokerContainers {
  readonly running: readonly Broker[];
  /** What their addresses are called in the environment, and the addresses. */
  readonly urls: Readonly<Record<string, string>>;
  /** Kills a broker, and starts it again on the data that it had. */
  restart(broker: Broker): Promise<void>;
  remove(): Promise<void>;
}

/** The process that began all runs: what is left of them is found by it. */
export const suite = 'FAULT_SUITE';

const run = promisify(execFile);
const docker = async (...args: readonly string[]) => (await run('docker', args)).stdout.trim();

/** Starts them on ports of 127.0.0.1, and waits until they take connections. */
export async function startBrokerContainers(
  brokers: readonly Broker[],
  ports: Readonly<Record<Broker, number>>,
): Promise<BrokerContainers> {
  const owner = process.env[suite] ?? process.pid;
  const nameOf = (broker: Broker) => `fault-suite-${owner}-${broker}`;
  const label = ['--label', `${suite}=${owner}`];
  const containers: BrokerContainers = {
    running: brokers,
    urls: Object.fromEntries(brokers.map((broker) => kinds[broker].url(ports[broker]))),
    async restart(broker) {
      await docker('kill', nameOf(broker));
      await docker('start', nameOf(broker));
    },
    async remove() {
      if (brokers.length > 0) await docker('rm', '--force', '--volumes', ...brokers.map(nameOf));
    },
  };
  try {
    for (const broker of brokers) {
      const args = kinds[broker].args(ports[broker]);
      await docker('run', '--detach', '--name', nameOf(broker), ...label, ...args);
    }
    for (const broker of brokers) {
      await until(() => docker('exec', nameOf(broker), ...kinds[broker].answers));
    }
  } catch (error) {
    await containers.remove();
    throw error;
  }
  return containers;
}

/** Removes what a process that is gone left running. */
export async function removeBrokerContainers(owner: string): Promise<void> {
  const found = await docker('ps', '--all', '--quiet', '--filter', `label=${suite}=${owner}`);
  const ids = found.split(/\s+/).filter(Boolean);
  if (ids.length > 0) await docker('rm', '--force', '--volumes', ...ids);
}

interface Kind {
  /** Arguments of `docker run`. */
  args(port: number): string[];
  /** What succeeds in the container once it takes connections. */
  readonly answers: readonly string[];
  url(port: number): readonly [name: string, url: string];
}

const kinds: Readonly<Record<Broker, Kind>> = {
  kafka: {
    args: kafka,
    answers: ['bash', '-c', 'true > /dev/tcp/127.0.0.1/9092'],
    url: (port) => ['EVENT_LOG_URL', `kafka://127.0.0.1:${port}`],
  },
  rabbitmq: {
    args: rabbitmq,
    answers: ['rabbitmq-diagnostics', '--quiet', 'check_port_connectivity'],
    url: (port) => ['TASK_QUEUE_URL', `amqp://app:secret@127.0.0.1:${port}`],
  },
};

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

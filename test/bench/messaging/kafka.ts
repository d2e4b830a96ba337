import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parse } from 'yaml';

/** A broker in a container, on a port of 127.0.0.1. */
export interface Kafka {
  readonly url: string;
  remove(): Promise<void>;
}

const docker = async (...args: readonly string[]) => promisify(execFile)('docker', args);

/** Whether there is an engine to run it in. */
export async function hasDocker(): Promise<boolean> {
  return docker('version').then(
    () => true,
    () => false,
  );
}

/** Starts Kafka as the compose file of a repo says, and waits until it takes connections. */
export async function startKafka(repo: string, port: number): Promise<Kafka> {
  const compose = parse(readFileSync(join(repo, 'compose.yaml'), 'utf8'));
  const { image, environment } = compose.services.kafka;
  const settings = {
    ...environment,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    // Groups that are complete at once are not waited for.
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  };
  const env = Object.entries(settings).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const name = `bench-${process.pid}-kafka`;
  const publish = ['--publish', `127.0.0.1:${port}:9092`];
  await docker('run', '--detach', '--rm', '--name', name, ...publish, ...env, image);
  const kafka = {
    url: `kafka://127.0.0.1:${port}`,
    remove: async () => void (await docker('rm', '--force', '--volumes', name)),
  };
  for (const end = Date.now() + 180_000; ; await sleep(250)) {
    try {
      await docker('exec', name, 'bash', '-c', 'true > /dev/tcp/127.0.0.1/9092');
      return kafka;
    } catch (error) {
      if (Date.now() < end) continue;
      await kafka.remove();
      throw error;
    }
  }
}

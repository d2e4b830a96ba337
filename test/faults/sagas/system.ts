import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrokerContainers, startBrokerContainers } from './broker-containers.ts';
import { type DatabaseServer, startDatabaseServer } from './database-server.ts';
import { load } from './generated.ts';
import { type Program, program } from './programs.ts';

/** A generated system whose parts run as processes of their own, each of which can be killed. */
export interface System {
  readonly repository: string;
  readonly baseUrl: string;
  readonly adminPassword: string;
  readonly mailFolder: string;
  readonly database: DatabaseServer;
  /** Real brokers; none where they are in the database. */
  readonly containers: BrokerContainers | undefined;
  readonly brokers: Brokers;
  /** With the rights of the owner, by the name of the service. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  readonly services: ReadonlyMap<string, ServicePrograms>;
  stop(): Promise<void>;
}

export interface Brokers {
  readonly EVENT_LOG_URL: string;
  readonly TASK_QUEUE_URL: string;
}

interface ServicePrograms {
  readonly first: Program;
  /** Another instance, which the gateway does not know: it shares what there is to consume. */
  readonly second: Program;
}

interface ServiceEntry {
  readonly name: string;
  readonly database: string;
  readonly portVariable: string;
}

/** The scripts of a generated repository that start its parts for development. */
interface Scripts {
  readonly env: { ensureEnv(): void };
  readonly entries: { readonly services: readonly ServiceEntry[] };
  readonly databases: { openServer(folder: undefined): Promise<Databases> };
  readonly brokers: { openBrokers(server: Databases): Promise<Brokers> };
  readonly migration: { migrateDatabases(databases: object): Promise<void> };
  readonly environment: {
    environmentOf(service: ServiceEntry, url: string): NodeJS.ProcessEnv;
    withoutSecrets(): NodeJS.ProcessEnv;
    addresses(): string;
  };
}

interface Databases {
  provide(name: string): Promise<{ readonly ownerUrl: string; readonly url: string }>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly repository: string;
  /** Where the data, the mails and the logs are kept. */
  readonly data: string;
  /** The first of 40 ports of 127.0.0.1. */
  readonly port: number;
  readonly brokers: 'embedded' | 'containers';
  /** Settings of services. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts all parts as the script for development does. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { repository, data, port } = options;
  mkdirSync(join(data, 'mail'), { recursive: true });
  const containers =
    options.brokers === 'containers'
      ? await startBrokerContainers({ kafka: port + 30, rabbitmq: port + 31 })
      : undefined;
  const database = await startDatabaseServer(repository, join(data, 'postgres'), port + 20);
  const stopping: Array<() => Promise<void>> = [
    () => database.stop(),
    async () => containers?.remove(),
  ];
  const stop = async () => {
    for (const end of stopping.splice(0)) await end();
  };
  try {
    const started = await startPrograms(options, database, containers);
    stopping.unshift(started.stop);
    return { ...started, repository, database, containers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startPrograms(
  options: SystemOptions,
  database: DatabaseServer,
  containers: BrokerContainers | undefined,
) {
  const { repository, data, port } = options;
  const scripts = await loadScripts(repository);
  process.chdir(repository);
  const mailFolder = join(data, 'mail');
  Object.assign(process.env, containers?.urls, options.settings, {
    POSTGRES_URL: database.url,
    MAIL_URL: `file:${mailFolder}`,
  });
  const entries = scripts.entries.services;
  entries.forEach(({ portVariable }, index) => {
    process.env[portVariable] = String(port + 1 + index);
  });
  scripts.env.ensureEnv();
  const server = await scripts.databases.openServer(undefined);
  const brokers = await scripts.brokers.openBrokers(server);
  const databases: Record<string, Awaited<ReturnType<Databases['provide']>>> = {};
  for (const entry of entries) databases[entry.name] = await server.provide(entry.database);
  await scripts.migration.migrateDatabases(databases);
  await server.stop();
  const logOf = (name: string) => join(data, `${name}.log`);
  const services = new Map<string, ServicePrograms>();
  entries.forEach((entry, index) => {
    const url = String(databases[entry.name]?.url);
    const environment = { ...scripts.environment.environmentOf(entry, url), ...brokers };
    const args = ['--import', '@app/telemetry/start', `services/${entry.name}/src/main.ts`];
    const instance = (at: number, name: string) =>
      program({ folder: repository, args, environment, port: at, log: logOf(name) });
    services.set(entry.name, {
      first: instance(port + 1 + index, entry.name),
      second: instance(port + 11 + index, `${entry.name}-second`),
    });
  });
  const gateway = program({
    folder: repository,
    args: ['gateway/embedded/main.ts'],
    environment: {
      ...scripts.environment.withoutSecrets(),
      UPSTREAMS: scripts.environment.addresses(),
    },
    port,
    log: logOf('gateway'),
  });
  const all = [...services.values()];
  const programs = [...all.map(({ first }) => first), gateway];
  for (const each of programs) each.start();
  const stop = async () => {
    await Promise.all([...programs, ...all.map(({ second }) => second)].map((one) => one.stop()));
  };
  await Promise.all(programs.map((each) => each.ready())).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    adminPassword: String(process.env.ADMIN_PASSWORD),
    mailFolder,
    brokers,
    databaseUrls: Object.fromEntries(
      Object.entries(databases).map(([name, { ownerUrl }]) => [name, ownerUrl]),
    ),
    services,
    stop,
  };
}

async function loadScripts(repository: string): Promise<Scripts> {
  const script = <Exports>(path: string) => load<Exports>(repository, `scripts/${path}`);
  return {
    env: await script('env.ts'),
    entries: await script('services.ts'),
    databases: await script('dev/databases.ts'),
    brokers: await script('dev/brokers.ts'),
    migration: await script('dev/migration.ts'),
    environment: await script('dev/environment.ts'),
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrokerContainers, startBrokerContainers } from './broker-containers.ts';
import { type DatabaseServer, startDatabaseServer } from './database-server.ts';
import { type Program, program } from './programs.ts';
import type { Broker } from './runs.ts';
import { type Brokers, loadScripts, type Scripts, type ServiceDatabase } from './scripts.ts';

/** A generated system whose parts run as processes of their own, each of which can be killed. */
export interface System {
  readonly repository: string;
  readonly baseUrl: string;
  readonly adminPassword: string;
  readonly mailFolder: string;
  readonly database: DatabaseServer;
  readonly containers: BrokerContainers;
  readonly brokers: Brokers;
  /** With the rights of the owner, by the name of the service. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  readonly services: ReadonlyMap<string, ServicePrograms>;
  /** How often programs ended by themselves, by name; those that did. */
  crashes(): Record<string, number>;
  stop(): Promise<void>;
}

interface ServicePrograms {
  readonly first: Program;
  /** Another instance, which the gateway does not know: it shares what there is to consume. */
  readonly second: Program;
}

export interface SystemOptions {
  readonly repository: string;
  /** Where the data, the mails and the logs are kept. */
  readonly data: string;
  /** The first of 40 ports of 127.0.0.1. */
  readonly port: number;
  /** Brokers that run on Docker; others are in the database. */
  readonly containers: readonly Broker[];
  /** Settings of services. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts all parts as the script for development does. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { repository, data, port } = options;
  mkdirSync(join(data, 'mail'), { recursive: true });
  const stopping: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const end of stopping.splice(0).toReversed()) await end();
  };
  try {
    const ports = { kafka: port + 30, rabbitmq: port + 31 };
    const containers = await startBrokerContainers(options.containers, ports);
    stopping.push(() => containers.remove());
    const database = await startDatabaseServer(repository, join(data, 'postgres'), port + 20);
    stopping.push(() => database.stop());
    const scripts = await loadScripts(repository);
    setEnvironment(options, scripts, { ...containers.urls, POSTGRES_URL: database.url });
    const prepared = await prepareDatabases(scripts);
    const programs = programsOf(options, scripts, prepared);
    stopping.push(() => stopAll(programs));
    await startAll(programs);
    return {
      ...{ repository, database, containers, stop, services: programs.services },
      crashes: () => crashesOf(programs),
      baseUrl: `http://127.0.0.1:${port}`,
      adminPassword: String(process.env.ADMIN_PASSWORD),
      mailFolder: mailFolderOf(options),
      brokers: prepared.brokers,
      databaseUrls: Object.fromEntries(
        Object.entries(prepared.databases).map(([name, { ownerUrl }]) => [name, ownerUrl]),
      ),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The scripts read it, and work in the folder in which they are. */
function setEnvironment(
  options: SystemOptions,
  { env, entries }: Scripts,
  urls: Readonly<Record<string, string>>,
): void {
  process.chdir(options.repository);
  Object.assign(process.env, urls, options.settings, {
    MAIL_URL: `file:${mailFolderOf(options)}`,
  });
  entries.services.forEach(({ portVariable }, index) => {
    process.env[portVariable] = String(options.port + 1 + index);
  });
  env.ensureEnv();
}

interface Prepared {
  readonly brokers: Brokers;
  readonly databases: Readonly<Record<string, ServiceDatabase>>;
}

/** Makes the databases of all services, and topics and queues. */
async function prepareDatabases(scripts: Scripts): Promise<Prepared> {
  const server = await scripts.databases.openServer(undefined);
  const brokers = await scripts.brokers.openBrokers(server);
  const databases: Record<string, ServiceDatabase> = {};
  for (const { name, database } of scripts.entries.services) {
    databases[name] = await server.provide(database);
  }
  await scripts.migration.migrateDatabases(new Map(Object.entries(databases)));
  await server.stop();
  return { brokers, databases };
}

interface Programs {
  readonly gateway: Program;
  readonly services: ReadonlyMap<string, ServicePrograms>;
}

function programsOf(
  { repository, data, port }: SystemOptions,
  { environment, entries }: Scripts,
  { brokers, databases }: Prepared,
): Programs {
  const logOf = (name: string) => join(data, `${name}.log`);
  const services = entries.services.map((entry, index): [string, ServicePrograms] => {
    const { name } = entry;
    const url = String(databases[name]?.url);
    const options = {
      folder: repository,
      args: ['--import', '@app/telemetry/start', `services/${name}/src/main.ts`],
      environment: { ...environment.environmentOf(entry, url), ...brokers },
    };
    const first = program({ ...options, port: port + 1 + index, log: logOf(name) });
    const second = program({ ...options, port: port + 11 + index, log: logOf(`${name}-second`) });
    return [name, { first, second }];
  });
  const gateway = program({
    folder: repository,
    args: ['gateway/embedded/main.ts'],
    environment: { ...environment.withoutSecrets(), UPSTREAMS: environment.addresses() },
    port,
    log: logOf('gateway'),
  });
  return { gateway, services: new Map(services) };
}

async function startAll({ gateway, services }: Programs): Promise<void> {
  const programs = [...[...services.values()].map(({ first }) => first), gateway];
  for (const each of programs) each.start();
  await Promise.all(programs.map((each) => each.ready()));
}

async function stopAll({ gateway, services }: Programs): Promise<void> {
  const instances = [...services.values()].flatMap(({ first, second }) => [first, second]);
  await Promise.all([gateway, ...instances].map((each) => each.stop()));
}

function crashesOf({ gateway, services }: Programs): Record<string, number> {
  const counts = [...services].flatMap(([name, { first, second }]): [string, number][] => [
    [name, first.crashes()],
    [`${name}-second`, second.crashes()],
  ]);
  const all: [string, number][] = [...counts, ['gateway', gateway.crashes()]];
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

function mailFolderOf({ data }: SystemOptions): string {
  return join(data, 'mail');
}

import { load } from './generated.ts';

/** The scripts of a generated repository that start its parts for development. */
export interface Scripts {
  readonly env: { ensureEnv(): void };
  readonly entries: { readonly services: readonly ServiceEntry[] };
  readonly databases: { openServer(folder: undefined): Promise<Databases> };
  readonly brokers: { openBrokers(server: Databases): Promise<Brokers> };
  readonly migration: {
    migrateDatabases(databases: ReadonlyMap<string, ServiceDatabase>): Promise<void>;
  };
  readonly environment: {
    environmentOf(service: ServiceEntry, url: string): NodeJS.ProcessEnv;
    withoutSecrets(): NodeJS.ProcessEnv;
    addresses(): string;
  };
}

export interface ServiceEntry {
  readonly name: string;
  readonly database: string;
  readonly portVariable: string;
}

export interface Brokers {
  readonly EVENT_LOG_URL: string;
  readonly TASK_QUEUE_URL: string;
}

/** Connection strings, with the rights of the owner and with those of the service. */
export interface ServiceDatabase {
  readonly ownerUrl: string;
  readonly url: string;
}

interface Databases {
  provide(name: string): Promise<ServiceDatabase>;
  stop(): Promise<void>;
}

export async function loadScripts(repository: string): Promise<Scripts> {
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

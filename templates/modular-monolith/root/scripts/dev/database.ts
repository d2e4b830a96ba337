import { randomBytes } from 'node:crypto';
import { startEmbedded } from '@app/database/embedded';
import { migrateModules, seedModules } from '../../src/migrations.ts';

/** The database that the application is developed against. */
export interface DevelopmentDatabase {
  /** What the application needs to find it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Brings it up to date and adds the starting data. */
  migrate(): Promise<void>;
  stop(): Promise<void>;
}

/** The one that DATABASE_URL names, else an embedded server that keeps its data in `.data`. */
export async function openDatabase(): Promise<DevelopmentDatabase> {
  const { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl } = process.env;
  if (appUrl) return database(ownerUrl || appUrl, appUrl, async () => undefined);
  const server = await startEmbedded({ folder: '.data/postgres' });
  const role = { username: 'app', password: randomBytes(18).toString('base64url') };
  const embeddedUrl = Object.assign(new URL(server.url), role).href;
  return database(server.url, embeddedUrl, () => server.stop());
}

function database(
  ownerUrl: string,
  appUrl: string,
  stop: () => Promise<void>,
): DevelopmentDatabase {
  return {
    environment: { DATABASE_URL: appUrl },
    async migrate() {
      await migrateModules({ ownerUrl, appUrl, log: console.log });
      await seedModules(appUrl, process.env);
    },
    stop,
  };
}

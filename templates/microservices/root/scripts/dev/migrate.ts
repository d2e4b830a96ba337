import { type Service, seedService } from '@app/chassis';
import { notePrepared } from './databases.ts';
import type { Migration } from './migration.ts';
import { logOf } from './named-log.ts';

/**
 * Run as a program of its own, so that it takes the code as it is now: brings the databases in
 * DEVELOPMENT_MIGRATIONS (JSON, by service) up to date, and adds the starting data. One that fails
 * says why, does not keep the others from it, and is tried again the next time.
 */
async function main(): Promise<void> {
  const migrations: Record<string, Migration> = JSON.parse(
    String(process.env.DEVELOPMENT_MIGRATIONS),
  );
  await Promise.all(
    Object.entries(migrations).map(([name, migration]) => migrate(name, migration)),
  );
}

async function migrate(name: string, { database, code }: Migration): Promise<void> {
  const log = logOf(name);
  const { ownerUrl, url } = database;
  try {
    const file = `../../services/${name}/src/service.ts`;
    const { service } = (await import(file)) as { service: Service };
    await service.storage.prepare({ ownerUrl, appUrl: url, log });
    await seedService(service, url);
    await notePrepared(database, code);
  } catch (error) {
    log(`cannot migrate: ${(error as Error).message}`);
  }
}

await main();

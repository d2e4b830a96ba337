import { type Service, seedService } from '@app/chassis';
import type { ServiceDatabase } from './databases.ts';
import { logOf } from './named-log.ts';

/**
 * Run as a program of its own, so that it takes the code as it is now: brings the databases in
 * DEVELOPMENT_DATABASES (JSON, by service) up to date, and adds the starting data. One that fails
 * says why, and does not keep the others from it.
 */
async function main(): Promise<void> {
  const databases: Record<string, ServiceDatabase> = JSON.parse(
    String(process.env.DEVELOPMENT_DATABASES),
  );
  await Promise.all(Object.entries(databases).map(([name, database]) => migrate(name, database)));
}

async function migrate(name: string, { ownerUrl, url }: ServiceDatabase): Promise<void> {
  const log = logOf(name);
  try {
    const file = `../../services/${name}/src/service.ts`;
    const { service } = (await import(file)) as { service: Service };
    await service.storage.prepare({ ownerUrl, appUrl: url, log });
    await seedService(service, url);
  } catch (error) {
    log(`cannot migrate: ${(error as Error).message}`);
  }
}

await main();

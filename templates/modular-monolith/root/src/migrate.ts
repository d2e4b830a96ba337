import { migrateModules, seedModules } from './migrations.ts';

/** Migrates the database and exits; with --seed, adds the starting data as well. */
async function main(): Promise<void> {
  const appUrl = process.env.DATABASE_URL;
  if (!appUrl) throw new Error('DATABASE_URL is not set: where is the database?');
  const ownerUrl = process.env.MIGRATION_DATABASE_URL || appUrl;
  await migrateModules({ ownerUrl, appUrl, log: console.log });
  if (process.argv.includes('--seed')) await seedModules(appUrl, process.env);
  console.log('the database is up to date');
}

await main().catch((error: Error) => {
  console.error(`cannot migrate: ${error.message}`);
  process.exitCode = 1;
});

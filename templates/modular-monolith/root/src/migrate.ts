import { readSettings } from '@app/settings';
import { Type } from 'typebox';
import { PostgresUrl } from './config.ts';
import { migrateModules, seedModules } from './migrations.ts';

const Environment = Type.Object({
  DATABASE_URL: PostgresUrl,
  MIGRATION_DATABASE_URL: Type.Optional(PostgresUrl),
});

/** Migrates the database and exits; with --seed, adds the starting data as well. */
async function main(): Promise<void> {
  const { DATABASE_URL: appUrl, ...owner } = readSettings(Environment, process.env);
  const ownerUrl = owner.MIGRATION_DATABASE_URL ?? appUrl;
  await migrateModules({ ownerUrl, appUrl, log: console.log });
  if (process.argv.includes('--seed')) await seedModules(appUrl, process.env);
  console.log('the database is up to date');
}

await main().catch((error: Error) => {
  console.error(`cannot migrate: ${error.message}`);
  process.exitCode = 1;
});

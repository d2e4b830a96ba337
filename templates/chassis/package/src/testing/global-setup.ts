import { type EmbeddedPostgres, startEmbedded } from '@app/database/embedded';

let server: EmbeddedPostgres | undefined;

/** Run by the test runner before all files: one database server for all of them, unless one is given. */
export async function globalSetup(): Promise<void> {
  if (process.env.TEST_POSTGRES_URL) return;
  server = await startEmbedded({ folder: undefined });
  process.env.TEST_POSTGRES_URL = server.url;
}

/** Run by the test runner after all files. */
export async function globalTeardown(): Promise<void> {
  await server?.stop();
}

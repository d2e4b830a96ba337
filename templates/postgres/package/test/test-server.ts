import { startEmbedded } from '../src/embedded/index.ts';

/** The server of TEST_POSTGRES_URL, or an embedded one: both must pass the same tests. */
export async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.TEST_POSTGRES_URL;
  return url ? { url, stop: async () => undefined } : startEmbedded({ folder: undefined });
}

/** A name that no other test uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${process.hrtime.bigint()}`;
}

